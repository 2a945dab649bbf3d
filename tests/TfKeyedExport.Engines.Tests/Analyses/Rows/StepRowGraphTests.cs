using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.LoopRowGraphTests;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>Loops over steps, in which all rows take part, and the lists that they fill.</summary>
public class StepRowGraphTests
{
    // Steps: x is turned, so that a list has an element for each column, each with all rows.
    private const string Steps =
        "t Transpose x v10\nes Const dtype=int32 value=[-1]\nlist TensorListFromTensor t es\nc4 Const dtype=int32 value=4\nout TensorListReserve es c4";

    private const string StepNext =
        "one Const dtype=int32 value=1\nzero Const dtype=int32 value=0\nes Const dtype=int32 value=[-1]\nnext AddV2 i one:output:0 T=int32\n";

    private const string Step = StepHead + StepNext + "item TensorListGetItem l i es:output:0\na AddV2 item:item:0 s\nset TensorListSetItem o i a:z:0";

    private const string StepLoop = " T=[int32,int32,variant,variant,float] cond=@goes body=@each";

    private const string Turned = "\nst TensorListStack loop:3 es\no Transpose st v10";

    public static TheoryData<string, string, bool, string[]> StepGraphs => new()
    {
        { "steps", Steps + "\nloop While c0 c4 list out v" + StepLoop + "\no Identity loop:4", true, [StepGoes, Step] },
        { "what each step gave", Steps + "\nloop While c0 c4 list out v" + StepLoop + Turned, true, [StepGoes, Step] },
        { "what each step gave, by steps", Steps + "\nloop While c0 c4 list out v" + StepLoop + "\no TensorListStack loop:3 es", false, [StepGoes, Step] },
        { "as many steps as an input says", Steps + "\nloop While c0 two list out v" + StepLoop + "\no Identity loop:4", true, [StepGoes, Step] },
        {
            "the first step's order undone by that of each step", Steps + "\nundone TensorListReserve es c4\n"
                + "loop While c0 c4 list out undone T=[int32,int32,variant,variant,variant] cond=@goes body=@each\nst TensorListStack loop:4 es\n"
                + "o Transpose st v10", false,
            [
                "goes: i int32, n int32, l variant, o variant, b variant -> bool less:z:0\nless Less i n T=int32",
                "each: i int32, n int32, l variant, o variant, b variant -> "
                + "int32 next:z:0, int32 n, variant l, variant set:output_handle:0, variant put:output_handle:0\n" + StepNext
                + "v0 Const dtype=int32 value=[0]\nv1 Const dtype=int32 value=[1]\nitem TensorListGetItem l i es:output:0\nsizes Shape item:item:0\n"
                + "count StridedSlice sizes:output:0 v0:output:0 v1:output:0 v1:output:0 T=int32 shrink_axis_mask=1\ntop TopKV2 item:item:0 count:output:0\n"
                + "sorted GatherV2 item:item:0 top:indices:0 zero:output:0\nset TensorListSetItem o i sorted:output:0\n"
                + "first TensorListGetItem set:output_handle:0 zero:output:0 es:output:0\ninverse InvertPermutation top:indices:0\n"
                + "back GatherV2 first:item:0 inverse:y:0 zero:output:0\nput TensorListSetItem b i back:output:0",
            ]
        },
        {
            "each step's order undone", Steps + "\nloop While c0 c4 list out T=[int32,int32,variant,variant] cond=@goes body=@each\n"
                + "st TensorListStack loop:3 es\no Transpose st v10", true,
            [
                "goes: i int32, n int32, l variant, o variant -> bool less:z:0\nless Less i n T=int32",
                "each: i int32, n int32, l variant, o variant -> int32 next:z:0, int32 n, variant l, variant put:output_handle:0\n" + StepNext
                + "v0 Const dtype=int32 value=[0]\nv1 Const dtype=int32 value=[1]\nitem TensorListGetItem l i es:output:0\nsizes Shape item:item:0\n"
                + "count StridedSlice sizes:output:0 v0:output:0 v1:output:0 v1:output:0 T=int32 shrink_axis_mask=1\ntop TopKV2 item:item:0 count:output:0\n"
                + "sorted GatherV2 item:item:0 top:indices:0 zero:output:0\ninverse InvertPermutation top:indices:0\n"
                + "back GatherV2 sorted:output:0 inverse:y:0 zero:output:0\nput TensorListSetItem o i back:output:0",
            ]
        },
        {
            "as many steps as there are rows", Steps + "\n" + Count + "\nm Minimum n c4 T=int32\nloop While c0 m list out v" + StepLoop
                + "\no Identity loop:4", false, [StepGoes, Step]
        },
        { "steps until one row is done", Steps + "\nloop While c0 c4 list out v" + StepLoop + "\no Identity loop:4", false,
            [
                "goes: i int32, n int32, l variant, o variant, s float -> bool both:z:0\nless Less i n T=int32\nall Const dtype=int32 value=0\n"
                + "m Max s all:output:0\nh Const dtype=float value=3\n"
                + "small Less m:output:0 h:output:0\nboth LogicalAnd less:z:0 small:z:0", Step] },
        { "steps that give each row the first", Steps + "\nloop While c0 c4 list out v" + StepLoop + "\no Identity loop:4", false,
            [StepGoes, StepHead + StepNext
                + "item TensorListGetItem l i es:output:0\nfirst Max s zero:output:0\na AddV2 item:item:0 first:output:0\nset TensorListSetItem o i a:z:0"
                ] },
        { "a width that comes in with a later round", Wide
            + "\nx2 Abs x\nloop While c0 c3 x x2 wide T=[int32,int32,float,float,float] cond=@goes body=@each\no Identity loop:2", false,
            ["goes: i int32, n int32, a float, b float, c float -> bool less:z:0\nless Less i n T=int32",
                "each: i int32, n int32, a float, b float, c float -> int32 next:z:0, int32 n, float b, float c, float c\n"
                    + "one Const dtype=int32 value=1\nnext AddV2 i one:output:0 T=int32"] },
        { "turned round in each round", "loop While x c0 c3 T=[float,int32,int32] cond=@goes body=@each\no Identity loop", false,
            ["goes: a float, i int32, n int32 -> bool less:z:0\nless Less i n T=int32",
                "each: a float, i int32, n int32 -> float r:output:0, int32 next:z:0, int32 n\none Const dtype=int32 value=1\n"
                    + "next AddV2 i one:output:0 T=int32\n"
                + "v0 Const dtype=int32 value=[0]\nr ReverseV2 a v0:output:0"] },
        { "as wide as the number of rounds", "loop While c0 c2 x T=[int32,int32,float] cond=@below body=@each\no Identity loop:2", true,
            [
                "each: i int32, n int32, a float -> int32 next:z:0, int32 n, float wider:output:0\none Const dtype=int32 value=1\n"
                + "next AddV2 i one:output:0 T=int32\nwider ConcatV2 a a one:output:0"] },
        {
            "some rows, halved three times", Count
                + "\np Greater v none\nat Where p\nof GatherNd x at Tindices=int64\nloop While c0 c3 of T=[int32,int32,float] cond=@below body=@halve\n"
                + "o TensorScatterUpdate x at loop:2 Tindices=int64", true, []
        },
        {
            "an order, halved three times", Sorted
                + "\nloop While c0 c3 sorted T=[int32,int32,float] cond=@below body=@halve\ni InvertPermutation top:1\no GatherV2 loop:2 i c0", true, []
        },
        {
            "rows as if they were steps", Count
                + "\nes Const dtype=int32 value=[4]\nlist TensorListFromTensor x es\na TensorListGetItem list c0 es\no AddV2 x a", false, []
        },
        {
            "a step of a list",
                "t Transpose x v10\nes Const dtype=int32 value=[-1]\nlist TensorListFromTensor t es\na TensorListGetItem list c2 es\no Abs a", true, []
        },
        {
            "a step that rows decide",
                "t Transpose x v10\nes Const dtype=int32 value=[-1]\nlist TensorListFromTensor t es\ni Max u c0 T=int32\n"
                + "a TensorListGetItem list i es\no Abs a", false, []
        },
        {
            "a step that the number of rows decides", Count
                + "\nt Transpose x v10\nes Const dtype=int32 value=[-1]\nlist TensorListFromTensor t es\ni FloorMod n c3 T=int32\n"
                + "a TensorListGetItem list i es\no Abs a", false, []
        },
        {
            "a step set",
                "t Transpose x v10\nes Const dtype=int32 value=[-1]\nlist TensorListFromTensor t es\nset TensorListSetItem list c1 v\n"
                + "st TensorListStack set es\no Transpose st v10", true, []
        },
        {
            "a step set to rows of an order", Sorted
                + "\nt Transpose x v10\nes Const dtype=int32 value=[-1]\nlist TensorListFromTensor t es\nsv GatherV2 v top:1 c0\n"
                + "set TensorListSetItem list c1 sv\nst TensorListStack set es\no Transpose st v10", false, []
        },
        {
            "a step set to places", Count
                + "\nr Range c0 n c1\nes Const dtype=int32 value=[-1]\nout TensorListReserve es c1 element_dtype=int32\n"
                + "set TensorListSetItem out c0 r element_dtype=int32\na TensorListGetItem set c0 es element_dtype=int32\no Cast a", false, []
        },
        {
            "a step set to what all share",
                "t Transpose x v10\nes Const dtype=int32 value=[-1]\nlist TensorListFromTensor t es\nset TensorListSetItem list c1 v40\n"
                + "st TensorListStack set es\no Transpose st v10", false, []
        },
        {
            "a step set where the number of rows says", Count
                + "\nt Transpose x v10\nes Const dtype=int32 value=[-1]\nlist TensorListFromTensor t es\ni FloorMod n c3 T=int32\n"
                + "set TensorListSetItem list i v\nst TensorListStack set es\no Transpose st v10", false, []
        },
        {
            "a list that all share",
                "es Shape one\nlist TensorListFromTensor v40 es\nset TensorListSetItem list c1 one\na TensorListStack set es\no AddV2 x a", true, []
        },
        {
            "as many steps as there are columns of a width", Wide
                + "\nt Transpose wide v10\nes Const dtype=int32 value=[-1]\nlist TensorListFromTensor t es\nst TensorListStack list es\n"
                + "a Transpose st v10\no Max a c1", false, []
        },
        { "two steps, none set", "es Const dtype=int32 value=[4]\nout TensorListReserve es c2\na TensorListStack out es\nb Max a c0\no AddV2 x b", true, [] },
        {
            "as many steps as there are rows, none set", Count
                + "\nes Const dtype=int32 value=[4]\nout TensorListReserve es n\na TensorListStack out es\no AddV2 x a", true, []
        },
    };

    [Theory]
    [MemberData(nameof(StepGraphs))]
    public void A_loop_is_proved_if_and_only_if_it_answers_each_row_by_itself(string what, string text, bool isByRow, string[] functions) =>
        Hold(what, text, isByRow, functions: functions);
}

using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>Loops over rows, whose rounds are one row's each, and the lists that they fill.</summary>
public class LoopRowGraphTests
{
    private const string Lists = Count + "\nes Const dtype=int32 value=[4]\nlist TensorListFromTensor x es\nout TensorListReserve es n";

    private const string Loop = " T=[int32,int32,variant,variant] cond=@goes body=@each\no TensorListStack loop:3 es";

    private const string Goes = "goes: i int32, n int32, l variant, o variant -> bool less:z:0\nless Less i n T=int32";

    private const string Head = "each: i int32, n int32, l variant, o variant -> int32 next:z:0, int32 n, variant l, variant set:output_handle:0\n";

    private const string Outer = "each: i int32, n int32, l variant, o variant -> int32 next:z:0, int32 n, variant l, variant in:output:3\n";

    private const string Next =
        "one Const dtype=int32 value=1\nzero Const dtype=int32 value=0\nes Const dtype=int32 value=[4]\nnext AddV2 i one:output:0 T=int32\n";

    private const string Item = "item TensorListGetItem l i es:output:0\n";

    private const string Set = "\nset TensorListSetItem o i a:y:0";

    private const string Each = Head + Next + Item + "a Abs item:item:0" + Set;

    internal const string StepGoes = "goes: i int32, n int32, l variant, o variant, s float -> bool less:z:0\nless Less i n T=int32";

    internal const string StepHead =
        "each: i int32, n int32, l variant, o variant, s float -> int32 next:z:0, int32 n, variant l, variant set:output_handle:0, float a:z:0\n";

    private static readonly string[] Halving =
    [
        "large: a float -> bool large:z:0\nall Const dtype=int32 value=0\nm Max a all:output:0\none Const dtype=float value=1\n"
            + "large Greater m:output:0 one:output:0",
        "smaller: a float -> float half:z:0\nh Const dtype=float value=0.5\nhalf Mul a h:output:0",
    ];

    public static TheoryData<string, string, bool, string[]> Graphs => new()
    {
        { "each row", Lists + "\nloop While c0 n list out" + Loop, true, [Goes, Each] },
        {
            "each row of a list that is not turned into a tensor", Lists
                + "\nloop While c0 n list out T=[int32,int32,variant,variant] cond=@goes body=@each\nm TensorListLength loop:3\na Cast m\no AddV2 x a",
                false, [Goes, Each]
        },
        { "the first row for each", Lists + "\nloop While c0 n list out" + Loop, false,
            [Goes, Head + Next + "item TensorListGetItem l zero:output:0 es:output:0\na Abs item:item:0" + Set] },
        { "each row put where the first is", Lists + "\nloop While c0 n list out" + Loop, false,
            [Goes, Head + Next + Item + "a Abs item:item:0\nset TensorListSetItem o zero:output:0 a:y:0"] },
        { "the row before", Lists + "\nloop While c0 n list out" + Loop, false,
            [Goes, Head + Next + "m FloorMod next:z:0 n T=int32\nitem TensorListGetItem l m:z:0 es:output:0\na Abs item:item:0" + Set] },
        { "put where the row before is", Lists + "\nloop While c0 n list out" + Loop, false,
            [Goes, Head + Next + Item + "m FloorMod next:z:0 n T=int32\na Abs item:item:0\nset TensorListSetItem o m:z:0 a:y:0"] },
        {
            "each row put where it says",
            Lists + "\nof TensorListFromTensor u v0 element_dtype=int32\n"
                + "loop While c0 n list out of T=[int32,int32,variant,variant,variant] cond=@goes body=@each\no TensorListStack loop:3 es", false,
            [
                "goes: i int32, n int32, l variant, o variant, u variant -> bool less:z:0\nless Less i n T=int32",
                "each: i int32, n int32, l variant, o variant, u variant -> int32 next:z:0, int32 n, variant l, variant set:output_handle:0, variant u\n"
                    + Next + Item

                    + "none Const dtype=int32 value=[0]\nj TensorListGetItem u i none:output:0 element_dtype=int32\na Abs item:item:0\n"
                    + "set TensorListSetItem o j:item:0 a:y:0",
            ]
        },
        {
            "each row, of which no size is said",
            Lists + "\nopen Const dtype=int32 value=[-1]\nany TensorListReserve open n\nloop While c0 n list any" + Loop, true, [Goes, Each]
        },
        {
            "every other row, at one go", Lists + "\nloop While c0 n list out" + Loop, false,
            [
                Goes, "each: i int32, n int32, l variant, o variant -> int32 after:z:0, int32 n, variant l, variant set:output_handle:0\n" + Next
                + "c2 Const dtype=int32 value=2\nafter AddV2 i c2:output:0 T=int32\n" + Item + "a Abs item:item:0" + Set
            ]
        },
        {
            "each row, counted down", Lists + "\nloop While c0 n list out" + Loop, false,
            [
                Goes, "each: i int32, n int32, l variant, o variant -> int32 after:z:0, int32 n, variant l, variant set:output_handle:0\n" + Next
                + "after Sub i one:output:0 T=int32\n" + Item + "a Abs item:item:0" + Set
            ]
        },
        {
            "what all share, by the number that a row says",
            Count + "\nes Shape one\nlist TensorListFromTensor u es element_dtype=int32\nof TensorListFromTensor v40 es\nout TensorListReserve es n\n"
                + "loop While c0 n list out of T=[int32,int32,variant,variant,variant] cond=@goes body=@each\no TensorListStack loop:3 es", true,
            [
                "goes: i int32, n int32, l variant, o variant, u variant -> bool less:z:0\nless Less i n T=int32",
                "each: i int32, n int32, l variant, o variant, w variant -> int32 next:z:0, int32 n, variant l, variant set:output_handle:0, variant w\n"
                + "one Const dtype=int32 value=1\nnext AddV2 i one:output:0 T=int32\nes Shape one:output:0 T=int32\n"
                + "j TensorListGetItem l i es:output:0 element_dtype=int32\na0 TensorListGetItem w j:item:0 es:output:0\na Abs a0:item:0" + Set
            ]
        },
        {
            "what all share, by the number of the row",
            Count + "\nes Shape one\nlist TensorListFromTensor v40 es\nout TensorListReserve es n\n"
                + "loop While c0 n list out T=[int32,int32,variant,variant] cond=@goes body=@each\no TensorListStack loop:3 es", false,
            [Goes, Head + "one Const dtype=int32 value=1\nnext AddV2 i one:output:0 T=int32\nes Shape one:output:0 T=int32\n" + Item + "a Abs item:item:0"
                + Set]
        },
        { "each row but the last", Lists + "\nm Sub n c1 T=int32\nloop While c0 m list out" + Loop, false, [Goes, Each] },
        { "each row but the first", Lists + "\nloop While c1 n list out" + Loop, false, [Goes, Each] },
        { "as many rows as an input says", Lists + "\nloop While c0 two list out" + Loop, false, [Goes, Each] },
        { "every other row", Lists + "\nloop While c0 n list out" + Loop, false,
            [Goes, "each: i int32, n int32, l variant, o variant -> int32 after:z:0, int32 n, variant l, variant set:output_handle:0\n" + Next
                + "after AddV2 next:z:0 one:output:0 T=int32\n" + Item + "a Abs item:item:0" + Set] },
        { "rows up to one that is more", Lists + "\nloop While c0 n list out" + Loop, false,
            ["goes: i int32, n int32, l variant, o variant -> bool less:z:0\nless LessEqual i n T=int32", Each] },
        { "rows as long as there are more", Lists + "\nloop While c0 n list out" + Loop, false,
            ["goes: i int32, n int32, l variant, o variant -> bool less:z:0\nless Less n i T=int32", Each] },
        { "rows as long as all and an input say", Lists + "\nloop While c0 n list out" + Loop, false,
            [
                "goes: i int32, n int32, l variant, o variant -> bool both:z:0\nless Less i n T=int32\nc2 Const dtype=int32 value=2\n"
                + "few Less i c2:output:0 T=int32\nboth LogicalAnd less:z:0 few:z:0", Each] },
        { "rows as long as either says", Lists + "\nloop While c0 n list out" + Loop, false,
            ["goes: i int32, n int32, l variant, o variant -> bool both:z:0\nless Less i n T=int32\nboth LogicalOr less:z:0 less:z:0", Each] },
        { "rows while one counts along", Lists
            + "\nloop While c0 n list out c0 T=[int32,int32,variant,variant,int32] cond=@goes body=@each\no TensorListStack loop:3 es", true,
            [
                "goes: i int32, n int32, l variant, o variant, j int32 -> bool both:z:0\nless Less i n T=int32\nalso Less j n T=int32\n"
                + "both LogicalAnd less:z:0 also:z:0",
                "each: i int32, n int32, l variant, o variant, j int32 -> int32 next:z:0, int32 n, variant l, variant set:output_handle:0, int32 k:z:0\n"
                + Next + "k AddV2 j one:output:0 T=int32\nitem TensorListGetItem l j es:output:0\na Abs item:item:0" + Set] },
        { "rows while one counts from one on", Lists
            + "\nloop While c0 n list out c1 T=[int32,int32,variant,variant,int32] cond=@goes body=@each\no TensorListStack loop:3 es", false,
            ["goes: i int32, n int32, l variant, o variant, j int32 -> bool less:z:0\nless Less i n T=int32",
                "each: i int32, n int32, l variant, o variant, j int32 -> int32 next:z:0, int32 n, variant l, variant set:output_handle:0, int32 k:z:0\n"
                + Next + "k AddV2 j one:output:0 T=int32\nm FloorMod j n T=int32\nitem TensorListGetItem l m:z:0 es:output:0\na Abs item:item:0" + Set] },
        { "rows up to a limit that falls", Lists + "\nloop While c0 n list out" + Loop, false,
            [Goes, "each: i int32, n int32, l variant, o variant -> int32 next:z:0, int32 fewer:z:0, variant l, variant set:output_handle:0\n"
                + Next + "fewer Sub n one:output:0 T=int32\n" + Item + "a Abs item:item:0" + Set] },
        { "rows and what came before", Lists
            + "\nloop While c0 n list out none T=[int32,int32,variant,variant,float] cond=@goes body=@each\no TensorListStack loop:3 es", false,
            [StepGoes, StepHead.Replace("a:z:0", "sum:z:0", StringComparison.Ordinal) + Next + Item

                    + "all Const dtype=int32 value=0\nm Max item:item:0 all:output:0\nsum AddV2 m:output:0 s\na AddV2 item:item:0 s\n"
                    + "set TensorListSetItem o i a:z:0"] },
        { "rows and how many came before", Lists + "\nloop While c0 n list out" + Loop, false,
            [Goes, Head + Next + Item + "f Cast i\na0 AddV2 item:item:0 f:y:0\na Abs a0:z:0" + Set] },
        { "how many came before, and rows", Lists + "\nloop While c0 n list out" + Loop, false,
            [Goes, Head + Next + Item + "f Cast i\na0 AddV2 f:y:0 item:item:0\na Abs a0:z:0" + Set] },
        { "rows and how many there are", Lists + "\nloop While c0 n list out" + Loop, false,
            [Goes, Head + Next + Item + "f Cast n\na0 AddV2 item:item:0 f:y:0\na Abs a0:z:0" + Set] },
        { "each row and how often the loop went round", Count + "\nloop While c0 n x T=[int32,int32,float] cond=@below body=@keep\na Cast loop\no AddV2 x a",
            false,
            ["keep: i int32, n int32, a float -> int32 next:z:0, int32 n, float a\none Const dtype=int32 value=1\nnext AddV2 i one:output:0 T=int32"] },
        { "each row by its number", Lists + "\nloop While c0 n x out T=[int32,int32,float,variant] cond=@goes body=@each\no TensorListStack loop:3 es", true,
            ["goes: i int32, n int32, x float, o variant -> bool less:z:0\nless Less i n T=int32",
                "each: i int32, n int32, x float, o variant -> int32 next:z:0, int32 n, float x, variant set:output_handle:0\n" + Next
                + "item GatherV2 x i zero:output:0\na Abs item:output:0" + Set] },
        { "each column by a row's number", Count
            + "\nes Const dtype=int32 value=[-1]\nt Transpose x v10\nout TensorListReserve es n\n"
            + "loop While c0 n t out T=[int32,int32,float,variant] cond=@goes body=@each\no TensorListStack loop:3 es", false,
            ["goes: i int32, n int32, x float, o variant -> bool less:z:0\nless Less i n T=int32",
                "each: i int32, n int32, x float, o variant -> int32 next:z:0, int32 n, float x, variant set:output_handle:0\n" + Next
                + "item GatherV2 x i zero:output:0\na Abs item:output:0" + Set] },
        { "each row of an order by its number", Sorted
            + "\nes Const dtype=int32 value=[4]\nout TensorListReserve es un\n"
            + "loop While c0 un sorted out T=[int32,int32,float,variant] cond=@goes body=@each\no TensorListStack loop:3 es", false,
            ["goes: i int32, n int32, x float, o variant -> bool less:z:0\nless Less i n T=int32",
                "each: i int32, n int32, x float, o variant -> int32 next:z:0, int32 n, float x, variant set:output_handle:0\n" + Next
                + "item GatherV2 x i zero:output:0\na Abs item:output:0" + Set] },
        {
            "each row of an order from a list", Sorted
                + "\nes Const dtype=int32 value=[4]\nlist TensorListFromTensor sorted es\nout TensorListReserve es un\nloop While c0 un list out"
                + Loop, false, [Goes, Each]
        },
        { "each row, halved three times", Lists + "\nloop While c0 n list out" + Loop, true,
            [Goes, Head + Next + Item
                + "c3 Const dtype=int32 value=3\nin While zero:output:0 c3:output:0 item:item:0 T=[int32,int32,float] cond=@below body=@halve\n"
                + "a Abs in:output:2" + Set] },
        { "each row, halved as often as there are rows", Lists + "\nloop While c0 n list out" + Loop, false,
            [Goes, Head + Next + Item + "in While zero:output:0 n item:item:0 T=[int32,int32,float] cond=@below body=@halve\na Abs in:output:2" + Set] },
        { "each row, halved as often as rows came before", Lists + "\nloop While c0 n list out" + Loop, false,
            [Goes, Head + Next + Item + "in While zero:output:0 i item:item:0 T=[int32,int32,float] cond=@below body=@halve\na Abs in:output:2" + Set] },
        { "each row, halved until it is small", Lists + "\nloop While c0 n list out" + Loop, true,
            [Goes, Head + Next + Item + "in While item:item:0 T=[float] cond=@large body=@smaller\na Abs in:output:0" + Set, .. Halving] },
        { "all rows, halved until they are small", "in While x T=[float] cond=@large body=@smaller\no Identity in", false,
            [
                "large: a float -> bool large:z:0\nall Const dtype=int32 value=[0,1]\nm Max a all:output:0\none Const dtype=float value=1\n"
                + "large Greater m:output:0 one:output:0", Halving[1]] },
        { "each row, doubled if it is small", Lists + "\nloop While c0 n list out" + Loop, true,
            [Goes, Head + Next + Item
                + "all Const dtype=int32 value=0\nm Max item:item:0 all:output:0\nh Const dtype=float value=1\ng Less m:output:0 h:output:0\n"
                + "in If g:z:0 item:item:0 then_branch=@twice else_branch=@same\na Abs in:output:0" + Set] },
        { "each row, doubled if it is the first", Lists + "\nloop While c0 n list out" + Loop, false,
            [Goes, Head + Next + Item + "g Less i one:output:0 T=int32\nin If g:z:0 item:item:0 then_branch=@twice else_branch=@same\na Abs in:output:0"
                + Set] },
        { "each row, or the largest of all if it is small", Count
            + "\nes Const dtype=int32 value=[4]\nlist TensorListFromTensor x es\nout TensorListReserve es n\n"
            + "loop While c0 n list out x T=[int32,int32,variant,variant,float] cond=@goes body=@each\no TensorListStack loop:3 es", false,
            [StepGoes, "each: i int32, n int32, l variant, o variant, x float -> int32 next:z:0, int32 n, variant l, variant set:output_handle:0, float x\n"
                + Next + Item
                + "m Max item:item:0 zero:output:0\nh Const dtype=float value=1\ng Less m:output:0 h:output:0\n"
                + "in If g:z:0 x then_branch=@twice else_branch=@same\na Max in:output:0 zero:output:0\nset TensorListSetItem o i a:output:0"] },
        { "the largest of all and each row", Count
            + "\nes Const dtype=int32 value=[4]\nlist TensorListFromTensor x es\nout TensorListReserve es n\n"
            + "loop While c0 n list out x T=[int32,int32,variant,variant,float] cond=@goes body=@each\no TensorListStack loop:3 es", false,
            [StepGoes, "each: i int32, n int32, l variant, o variant, x float -> int32 next:z:0, int32 n, variant l, variant set:output_handle:0, float x\n"
                + Next + Item
                + "in AddV2 x item:item:0\na Max in:z:0 zero:output:0\nset TensorListSetItem o i a:output:0"] },
        {
            "each row or the first, as an input says",
            Lists + "\nloop While c0 n list out k T=[int32,int32,variant,variant,int32] cond=@goes body=@each\no TensorListStack loop:3 es", false,
            [
                "goes: i int32, n int32, l variant, o variant, k int32 -> bool less:z:0\nless Less i n T=int32",
                "each: i int32, n int32, l variant, o variant, k int32 -> int32 next:z:0, int32 n, variant l, variant set:output_handle:0, int32 k\n" + Next
                + "g Greater k one:output:0 T=int32\nj If g:z:0 i Tin=[int32] Tout=[int32] then_branch=@own else_branch=@first\n"
                + "item TensorListGetItem l j:output:0 es:output:0\na Abs item:item:0" + Set,
                "own: i int32 -> int32 i\nnone NoOp", "first: i int32 -> int32 z:output:0\nz Const dtype=int32 value=0",
            ]
        },
        {
            "a step that is set or not, as an input says",
            "es Const dtype=int32 value=[-1]\nout TensorListReserve es c1\ng Less k c2 T=int32\n"
                + "list If g out v Tin=[variant,float] Tout=[variant] then_branch=@set else_branch=@keep\na TensorListStack list es\no Transpose a v10", true,
            [
                "set: l variant, v float -> variant set:output_handle:0\nzero Const dtype=int32 value=0\nset TensorListSetItem l zero:output:0 v",
                "keep: l variant, v float -> variant l\nnone NoOp",
            ]
        },
        { "what one row of a list decides of another", Lists + "\nloop While c0 n list out" + Loop, false,
            [Goes, Head + Next + Item + "other TensorListGetItem o zero:output:0 es:output:0\na0 AddV2 item:item:0 other:item:0\na Abs a0:z:0" + Set] },
        { "each row put into the list that rows are taken from", Lists + "\nloop While c0 n list out" + Loop, false,
            [Goes, Head + Next + Item + "a Square item:item:0\nset TensorListSetItem l i a:y:0"] },
        { "rows in two lists that change places", Lists + "\nloop While c0 n list out" + Loop, false,
            [Goes, "each: i int32, n int32, l variant, o variant -> int32 next:z:0, int32 n, variant set:output_handle:0, variant l\n"
                + Next + Item + "a Square item:item:0" + Set] },
        { "each row put where an inner loop over rows is", Lists + "\nloop While c0 n list out" + Loop, false,
            [Goes, Outer + Next + Item + "in While zero:output:0 n item:item:0 o T=[int32,int32,float,variant] cond=@inner body=@put",
                "inner: i int32, n int32, a float, o variant -> bool less:z:0\nless Less i n T=int32",
                "put: i int32, n int32, a float, o variant -> int32 next:z:0, int32 n, float a, variant set:output_handle:0\n"
                + Next + "set TensorListSetItem o i a"] },
        { "each row doubled as often as there are rows", Lists + "\nloop While c0 n out list" + Loop, false,
            [Goes, Outer + Next + "in While zero:output:0 n zero:output:0 o T=[int32,int32,int32,variant] cond=@inner body=@twice2",
                "inner: i int32, n int32, k int32, o variant -> bool less:z:0\nless Less i n T=int32",
                "twice2: i int32, n int32, k int32, o variant -> int32 next:z:0, int32 n, int32 k, variant set:output_handle:0\n"
                + Next + "item TensorListGetItem o i es:output:0\na AddV2 item:item:0 item:item:0\nset TensorListSetItem o i a:z:0"] },
        { "each row doubled in an inner loop over rows", Lists + "\nloop While c0 n list out" + Loop, false,
            [Goes, Head + Next + "in While zero:output:0 n i l T=[int32,int32,int32,variant] cond=@inner body=@twice2\n"
                + "item TensorListGetItem in:output:3 i es:output:0\na Abs item:item:0" + Set,
                "inner: i int32, n int32, k int32, o variant -> bool less:z:0\nless Less i n T=int32",
                "twice2: i int32, n int32, k int32, o variant -> int32 next:z:0, int32 n, int32 k, variant set:output_handle:0\n"
                + Next + "item TensorListGetItem o k es:output:0\na AddV2 item:item:0 item:item:0\nset TensorListSetItem o k a:z:0"] },
        { "each row that the last row of an inner loop is put over", Lists + "\nloop While c0 n list out" + Loop, false,
            [Goes, Head + Next + "tmp TensorListReserve es:output:0 n\n"
                + "in While zero:output:0 n i tmp:handle:0 l T=[int32,int32,int32,variant,variant] cond=@inner body=@over\n"
                + "item TensorListGetItem in:output:3 i es:output:0\na Abs item:item:0" + Set,
                "inner: i int32, n int32, k int32, o variant, l variant -> bool less:z:0\nless Less i n T=int32",
                "over: i int32, n int32, k int32, o variant, l variant -> int32 next:z:0, int32 n, int32 k, variant set:output_handle:0, variant l\n"
                + Next + "item TensorListGetItem l i es:output:0\nset TensorListSetItem o k item:item:0"] },
        { "rows as long as all say, seven times, and an input, which is asked last", Lists + "\nloop While c0 n list out" + Loop, false,
            ["goes: i int32, n int32, l variant, o variant -> bool a0:z:0\nless Less i n T=int32\nc2 Const dtype=int32 value=2\n"
                + "few Less i c2:output:0 T=int32\na3 LogicalAnd less:z:0 less:z:0\na2 LogicalAnd less:z:0 a3:z:0\na1 LogicalAnd less:z:0 a2:z:0\n"
                + "a0 LogicalAnd few:z:0 a1:z:0", Each] },
        { "each row and what it was set to before", Lists + "\nloop While c0 n list out" + Loop, true,
            [Goes, Head + Next + Item + "first TensorListSetItem o i item:item:0\nown TensorListGetItem first:output_handle:0 i es:output:0\n"
                + "a Square own:item:0\nset TensorListSetItem first:output_handle:0 i a:y:0"] },
        { "what all share, for each row", Lists + "\nloop While c0 n list out" + Loop, true,
            [Goes, Head + Next + "a0 Const dtype=float value=[1,2,3,4]\na Abs a0:output:0" + Set] },
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void A_loop_is_proved_if_and_only_if_it_answers_each_row_by_itself(string what, string text, bool isByRow, string[] functions) =>
        Hold(what, text, isByRow, functions: functions);
}

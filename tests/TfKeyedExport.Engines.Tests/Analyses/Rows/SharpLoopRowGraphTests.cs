using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>Branches and loops that stand just beside what is proved.</summary>
public class SharpLoopRowGraphTests
{
    private const string Lists = Count + "\nes Const dtype=int32 value=[4]\nlist TensorListFromTensor x es\nout TensorListReserve es n\n";

    private const string Loop = "loop While c0 n list out T=[int32,int32,variant,variant] cond=@goes body=@each\no TensorListStack loop:3 es";

    private const string Goes = "goes: i int32, n int32, l variant, o variant -> bool less:z:0\nless Less i n T=int32";

    private const string Each = "each: i int32, n int32, l variant, o variant -> int32 next:z:0, int32 n, variant l, variant set:output_handle:0\n"
        + "one Const dtype=int32 value=1\nzero Const dtype=int32 value=0\nes Const dtype=int32 value=[4]\nnext AddV2 i one:output:0 T=int32\n";

    private const string Item = "item TensorListGetItem l j:output:0 es:output:0\na Abs item:item:0\nset TensorListSetItem o i a:y:0";

    private const string Given = Lists + "g Greater k c2 T=int32\nloop While c0 n list out g T=[int32,int32,variant,variant,bool] cond=@goes body=@each\n"
        + "o TensorListStack loop:3 es";

    private const int Many = 24;

    private static readonly string[] Numbers =
    [
        "none: i int32 -> int32 z:output:0\nz Const dtype=int32 value=0",
        "other: i int32 -> int32 z:output:0\nz Const dtype=int32 value=1",
        "own: i int32 -> int32 i\nz Const dtype=int32 value=0",
        "scalar: a float -> float z:output:0\nz Const dtype=float value=0",
        "first: l variant, m variant -> variant l\nz Const dtype=int32 value=0",
        "second: l variant, m variant -> variant m\nz Const dtype=int32 value=0",
    ];

    public static TheoryData<string, string, string[]> Graphs => new()
    {
        { "a row that its number chooses of two", Lists + Loop,
            [Goes, Each + "j If i i then_branch=@none else_branch=@other Tcond=int32 Tin=[int32] Tout=[int32]\n" + Item] },
        {
            "a row, or the first, as an input says", Given,
            [
                Goes.Replace("o variant", "o variant, g bool", StringComparison.Ordinal),
                Each.Replace("o variant ->", "o variant, g bool ->", StringComparison.Ordinal)
                    .Replace("variant set:output_handle:0", "variant set:output_handle:0, bool g", StringComparison.Ordinal)
                    + "j If g i then_branch=@own else_branch=@none Tin=[int32] Tout=[int32]\n" + Item
            ]
        },
        { "what all share, cut out by the number of the row", Lists + Loop.Replace("list out", "v40 out", StringComparison.Ordinal)
            .Replace("variant,variant", "float,variant", StringComparison.Ordinal),
            [
                Goes.Replace("l variant", "l float", StringComparison.Ordinal),
                Each.Replace("l variant", "l float", StringComparison.Ordinal).Replace("variant l", "float l", StringComparison.Ordinal)
                    + "i1 ExpandDims i zero:output:0 T=int32\nm AddV2 i1:output:0 one:output:0 T=int32\nes1 Const dtype=int32 value=[1]\n"
                    + "a StridedSlice l i1:output:0 m:z:0 es1:output:0\nset TensorListSetItem o i a:output:0"
            ]
        },
        { "one of two lists, as an input says", Count + "\nes Const dtype=int32 value=[-1,4]\nl0 TensorListReserve es c1\n"
            + Sorted + "\nla TensorListSetItem l0 c0 x\nlb TensorListSetItem l0 c0 sorted\ng Greater k c2 T=int32\n"
            + "l If g la lb then_branch=@first else_branch=@second Tin=[variant,variant] Tout=[variant]\na TensorListGetItem l c0 es\n"
            + "o EnsureShape a shape=[-1,4]", [] },
        { "no rows, which get a number", Count + "\ng Equal n c0 T=int32\na If g x then_branch=@scalar else_branch=@same\no EnsureShape a shape=[-1,4]", [] },
        { "no two for each word", "split StringSplitV2 w space\ns Size split:1 T=string\nm Mul s c2 T=int32\ng Equal m c0 T=int32\n"
            + "o If g x then_branch=@twice else_branch=@same", [] },
        { "an odd number of rows, asked of the number", Count + "\nm FloorMod n c2 T=int32\ng Cast m SrcT=int32 DstT=bool\n"
            + "o If g x then_branch=@twice else_branch=@same", [] },
        { "sorted twice", "loop While c0 c2 x T=[int32,int32,float] cond=@below body=@sorts\no AddV2 x loop:2",
            [
                "sorts: i int32, n int32, a float -> int32 next:z:0, int32 n, float g:output:0\none Const dtype=int32 value=1\n"
                + "next AddV2 i one:output:0 T=int32\nm Max a one:output:0\ns Shape m:output:0\nv0 Const dtype=int32 value=[0]\n"
                + "v1 Const dtype=int32 value=[1]\n"
                + "n0 StridedSlice s:output:0 v0:output:0 v1:output:0 v1:output:0 T=int32 shrink_axis_mask=1\ntop TopKV2 m:output:0 n0:output:0\n"
                + "z Const dtype=int32 value=0\ng GatherV2 a top:indices:0 z:output:0"
            ] },
        { "what comes of a batch of calls", "a BatchFunction x f=@same num_batch_threads=1 max_batch_size=4 batch_timeout_micros=1 Tin=[float] Tcaptured=[] "
            + "Tout=[float]\no AddV2 x a", [] },
        { "what all rows add up to, handed on from one to the next", $"v4 Sum v c0\nloop While c0 c9 v4 {string.Join(' ', Enumerable.Repeat("none", Many))} "
            + $"T=[int32,int32,{string.Join(',', Enumerable.Repeat("float", Many + 1))}] cond=@goes body=@each\no AddV2 v loop:{Many + 2}",
            [
                $"goes: i int32, n int32, {Each0} -> bool less:z:0\nless Less i n T=int32",
                $"each: i int32, n int32, {Each0} -> int32 next:z:0, int32 n, float a0, "
                + string.Join(", ", Enumerable.Range(0, Many).Select(i => $"float a{i}"))
                + "\none Const dtype=int32 value=1\nnext AddV2 i one:output:0 T=int32"
            ] },
    };

    private static string Each0 => string.Join(", ", Enumerable.Range(0, Many + 1).Select(i => $"a{i} float"));

    [Theory]
    [MemberData(nameof(Graphs))]
    public void What_does_not_answer_each_row_by_itself_is_not_proved(string what, string text, string[] functions) =>
        Hold(what, text, false, functions: [.. Numbers, .. functions]);

    [Fact]
    public void One_that_counts_along_counts_rows() => Hold(
        "rows by one that counts along", Lists + "loop While c0 n list out c0 T=[int32,int32,variant,variant,int32] cond=@goes body=@each\n"
            + "o TensorListStack loop:3 es", true, functions:
        [
            "goes: i int32, n int32, l variant, o variant, q int32 -> bool less:z:0\nless Less q n T=int32",
            "each: i int32, n int32, l variant, o variant, q int32 -> int32 next:z:0, int32 n, variant l, variant set:output_handle:0, int32 k:z:0\n"
                + "one Const dtype=int32 value=1\nes Const dtype=int32 value=[4]\nnext AddV2 i one:output:0 T=int32\nk AddV2 q one:output:0 T=int32\n"
                + "item TensorListGetItem l i es:output:0\na Abs item:item:0\nset TensorListSetItem o i a:y:0",
        ]);
}

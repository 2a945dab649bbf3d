using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>Numbers of entries that are not all there, and rows that are taken one by one with what fills them up.</summary>
public class RuleRowGraphTests
{
    // Where each four elements of a row begin, four times: b, in a vector; and of each element the number of its row: rows.
    private static readonly string Blocks = RowGraph.Blocks("0,0,0,0") + "\n" + """
        rn Range c0 n c1
        rn1 ExpandDims rn c1 T=int32
        t14 Const dtype=int32 value=[1,4]
        rt Tile rn1 t14 T=int32
        rows Reshape rt vm1 T=int32

        """;

    // The least of those segments of a row that there are: s.
    private const string Least = """

        ss Shape s
        sn StridedSlice ss v0 v1 v1 T=int32 shrink_axis_mask=1
        sr Range c0 sn c1
        ids GatherV2 rows sr c0 Tparams=int32
        o UnsortedSegmentMin s ids n T=float Tindices=int32 Tnumsegments=int32
        """;

    // A list with a number for each row.
    private const string Numbers = Count + "\n" + Wide + "\ne0 Slice v0 v0 v0 T=int32\nout TensorListReserve e0 n\nopen Const dtype=int32 value=[-1]\n";

    private const string Rows = "loop While c0 n wide out T=[int32,int32,float,variant] cond=@goes ";

    private const string Stack = "\no TensorListStack loop:3 e0";

    private const string Head = ", o variant -> int32 next:z:0, int32 n, ";

    private const string Next =
        ", variant set:output_handle:0\none Const dtype=int32 value=1\nzero Const dtype=int32 value=0\nnext AddV2 i one:output:0 T=int32\n";

    private static readonly string[] Functions =
    [
        "goes: i int32, n int32, a float, o variant -> bool less:z:0\nless Less i n T=int32",
        "goeslist: i int32, n int32, l variant, o variant -> bool less:z:0\nless Less i n T=int32",
        "mean: i int32, n int32, a float" + Head + "float a" + Next
            + "item GatherV2 a i zero:output:0\nm Mean item:output:0 zero:output:0\nset TensorListSetItem o i m:output:0",
        "size: i int32, n int32, a float" + Head + "float a" + Next
            + "item GatherV2 a i zero:output:0\nw Size item:output:0\nm Cast w:output:0\nset TensorListSetItem o i m:y:0",
        "meanlist: i int32, n int32, l variant" + Head + "variant l" + Next
            + "es Const dtype=int32 value=[-1]\nitem TensorListGetItem l i es:output:0\n"
            + "m Mean item:item:0 zero:output:0\nset TensorListSetItem o i m:output:0",
    ];

    public static TheoryData<string, string, bool> Graphs => new()
    {
        { "segments of which a batch's last ones have no elements", Blocks + "s SegmentSum flat b" + Least, false },
        { "picked segments of which a batch's last ones have no elements", Blocks + "s SparseSegmentSum flat r b" + Least, false },
        { "segments of which each has an element", Blocks + "s SegmentSum flat r" + Least, true },
        { "means of rows that are filled up, one by one", Numbers + Rows + "body=@mean" + Stack, false },
        { "sizes of rows that are filled up, one by one", Numbers + Rows + "body=@size" + Stack, false },
        {
            "means of a list of rows that are filled up", Numbers
                + "l TensorListFromTensor wide open\nloop While c0 n l out T=[int32,int32,variant,variant] cond=@goeslist body=@meanlist" + Stack, false
        },
        {
            "means of a list of rows", Numbers
                + "l TensorListFromTensor x open\nloop While c0 n l out T=[int32,int32,variant,variant] cond=@goeslist body=@meanlist" + Stack, true
        },
        { "means of rows, one by one", Numbers + Rows.Replace("wide", "x", StringComparison.Ordinal) + "body=@mean" + Stack, true },
        { "moved along no axis", "five Const dtype=int32 value=[5]\no Roll x v1 five", false },
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void A_graph_is_proved_if_and_only_if_it_answers_each_row_by_itself(string what, string text, bool isByRow) =>
        Hold(what, text, isByRow, functions: Functions);
}

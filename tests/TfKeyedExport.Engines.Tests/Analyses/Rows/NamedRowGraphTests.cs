using TfKeyedExport.Embedded;
using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;
using static TfKeyedExport.Engines.Tests.Analyses.Rows.RowGraph;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>Sizes that a list's reader names, widths of a single row, handles that a loop exchanges, and products of sizes that wrap around.</summary>
public class NamedRowGraphTests
{
    private const string Set = "\nl TensorListReserve m1 c1\nl1 TensorListSetItem l c0 ";

    private const string Reserve = Count + "\n" + Wide + "\nnone0 Slice v0 v0 v0 T=int32\nout TensorListReserve none0 n\n";

    private const string RowLoop = "loop While c0 n wide out T=[int32,int32,float,variant] cond=@rows body=@each\n";

    private const string RowGoes = "rows: i int32, n int32, x float, o variant -> bool less:z:0\nless Less i n T=int32";

    private const string RowEach = "each: i int32, n int32, x float, o variant -> int32 next:z:0, int32 n, float x, variant set:output_handle:0\n" + Next;

    private const string Next = "one Const dtype=int32 value=1\nzero Const dtype=int32 value=0\nnext AddV2 i one:output:0 T=int32\n";

    private const string ListEach = "each: i int32, n int32, x variant, o variant -> int32 next:z:0, int32 n, variant x, variant set:output_handle:0\n" + Next;

    private const string Handles = "var VarHandleOp dtype=float shape=[] shared_name=a\nother VarHandleOp dtype=float shape=[] shared_name=b\n";

    private const string Swap = "m Max v c0\nloop While c0 c2 m var other T=[int32,int32,float,resource,resource] cond=@goes body=@swap\n";

    private const string SwapGoes = "goes: i int32, n int32, m float, a resource, b resource -> bool less:z:0\nless Less i n T=int32";

    private const string SwapHead = "swap: i int32, n int32, m float, a resource, b resource -> int32 next:z:0, int32 n, float m, resource b, resource a\n";

    private const string Last = "one Const dtype=int32 value=1 ^set\nnext AddV2 i one:output:0 T=int32";

    private static readonly string[] Two =
        ["first2: a float, b float -> float s:output:0\ns Identity a T=float", "second: a float, b float -> float s:output:0\ns Identity b T=float"];

    public static TheoryData<string, string, string[]> Graphs => new()
    {
        { "an element of other sizes than are named",
            Count + "\n" + Wide + Set + "wide\nc4 Const dtype=int32 value=4\nes Pack n c4\ng TensorListGetItem l1 c0 es\no Sum g c1", [] },
        { "as many as a shared element is said to have",
            Count + "\n" + Set + "v40\nes Pack n N=1\ng TensorListGetItem l1 c0 es\ngs Shape g\no Fill gs one", [] },
        { "a shared element as long as there are rows", Count + "\n"
            + "es0 Const dtype=int32 value=[-1]\nl TensorListReserve es0 c1\nl1 TensorListSetItem l c0 v40\nes Pack n N=1\n"
            + "g TensorListStack l1 es\no Transpose g v10", [] },
        { "each row with its padding, in a list of any sizes",
            Count + "\n" + Wide + "\nout TensorListReserve m1 n\n" + RowLoop + "st TensorListStack loop:3 vm1\no Sum st c1",
            [RowGoes, RowEach + "item GatherV2 x i zero:output:0\nset TensorListSetItem o i item:output:0"] },
        { "each row with its padding, added up in a loop", Reserve + RowLoop + "o TensorListStack loop:3 none0",
            [RowGoes, RowEach + "item GatherV2 x i zero:output:0\na Sum item:output:0 zero:output:0\nset TensorListSetItem o i a:output:0"] },
        { "each row of a list with its padding, added up in a loop", Reserve + "l TensorListFromTensor wide vm1\n"
            + "loop While c0 n l out T=[int32,int32,variant,variant] cond=@rows body=@each\no TensorListStack loop:3 none0",
            [
                "rows: i int32, n int32, x variant, o variant -> bool less:z:0\nless Less i n T=int32",
                ListEach + "es Const dtype=int32 value=[-1]\nitem TensorListGetItem x i es:output:0\na Sum item:item:0 zero:output:0\n"
                    + "set TensorListSetItem o i a:output:0",
            ] },
        { "a variable that is written where another one was in the round before",
            Handles + Swap + "a ReadVariableOp other dtype=float ^loop\nb Reshape a v1\no AddV2 v b",
            [SwapGoes, SwapHead + "set AssignVariableOp a m dtype=float\n" + Last] },
        { "a variable that an inner loop writes where another one was",
            Handles + Swap + "a ReadVariableOp other dtype=float ^loop\nb Reshape a v1\no AddV2 v b",
            [
                SwapGoes, SwapHead + "z Const dtype=int32 value=0\nto Const dtype=int32 value=1\n"
                    + "set While z:output:0 to:output:0 m a T=[int32,int32,float,resource] cond=@once body=@write\n" + Last,
                "once: i int32, n int32, m float, a resource -> bool less:z:0\nless Less i n T=int32",
                "write: i int32, n int32, m float, a resource -> int32 next:z:0, int32 n, float m, resource a\nset AssignVariableOp a m dtype=float\n" + Last,
            ] },
        { "numbers of rows that wrapped around 64 bits", Count
            + "\nbig Const dtype=int64 value=4611686018427387904\nn64 Cast n DstT=int64\nm Mul n64 big T=int64\nz64 Const dtype=int64 value=0\n"
            + "e Equal m z64 T=int64\nxm Mean x v0 keep_dims=true\nxx ZerosLike x\nalls AddV2 xm xx\n"
            + "o If e x alls Tin=[float,float] then_branch=@second else_branch=@first2", Two },
    };

    [Theory]
    [MemberData(nameof(Graphs))]
    public void A_graph_that_says_what_is_not_so_is_not_proved(string what, string text, string[] functions)
    {
        Hold(what, text, false, functions: functions);

        Assert.True(Collected is not null || Trial(text, "o:0", functions).Refute([true], 1, rounds: 8) is not null, $"{what}: no batch shows it");
    }

    // 65,536 rows times 65,536 columns are none, in 32 bits.
    [Fact]
    public void Rows_times_columns_of_an_input_that_is_none_of_theirs_may_wrap_around()
    {
        SavedModel model = GraphText.Model(
            "v Placeholder dtype=float\nw Placeholder dtype=float\n" + RowGraphText.Complete(
                "v0 Const dtype=int32 value=[0]\nv1 Const dtype=int32 value=[1]\nc1 Const dtype=int32 value=1\nm1 Const dtype=int32 value=-1\n"
                + "one Const dtype=float value=1\nvs Shape v\nn StridedSlice vs v0 v1 v1 T=int32 shrink_axis_mask=1\nws Shape w\n"
                + "d StridedSlice ws v0 v1 v1 T=int32 shrink_axis_mask=1\nnd Mul n d T=int32\ns Pack nd N=1\nf Fill s one\nto Pack n m1\n"
                + "r Reshape f to\no Sum r c1"),
            ["o:0"], RowFunctions.All());
        Tensor[] columns = [Tensor.From<float>(new float[65536]), Tensor.From<float>(new float[65536])];
        using IModelHost host = new EmbeddedEngine().Open(model, new HostOptions(), TestContext.Current.CancellationToken);
        var outputs = new Tensor[1];
        var sums = new List<double>();
        foreach (Tensor rows in new[] { Tensor.From<float>(new float[1]), columns[0] })
        {
            host.Prepare("serving_default").Run([rows, columns[1]], outputs, TestContext.Current.CancellationToken);
            sums.Add(Numbers.Any(outputs[0], 0)!.Value);
        }

        Assert.Equal([65536, 0], sums);
        Assert.False(new ProofTrial(model, ["v", "w"], columns, [true, false]).Claims(_ => new TensorShape([-1]))[0]);
    }
}

using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>Small graphs that are proved or not, and what many of them have in common.</summary>
internal static class RowGraph
{
    // Inputs, of which a graph has those that it names: x, y float [N,4], v float [N], u int32 [N], w string [N], ex serialized examples [N] with rows; k, two
    // int32, f float for all rows.
    private static readonly (string Name, bool HasRows, Tensor Values)[] Inputs =
    [
        ("x", true, Floats(12, 4, 3)),
        ("y", true, Floats(12, 4, 5)),
        ("v", true, Tensor.From<float>([1, 0f, -0f, 2, 2, float.NaN, -1, 3, float.PositiveInfinity, 1, 7, 5])),
        ("u", true, Tensor.From<int>([1, 0, 3, 2, 2, 0, 1, 3, 0, 1, 2, 3])),
        ("w", true, Tensor.FromText("a", "b cc", "", "d e f", "a", "ggg h", "i j k l", "b cc", "", "m", "n o", "p q r s t")),
        ("ex", true, Tensor.FromText([.. Enumerable.Range(0, 12).Select(Example)])),
        ("k", false, Tensor.From<int>(TensorShape.Scalar, [-1])),
        ("two", false, Tensor.From<int>(TensorShape.Scalar, [2])),
        ("f", false, Tensor.From<float>(TensorShape.Scalar, [2])),
    ];

    // What many graphs need: small constants (c0, c1, ..., vectors v0, v1, ...), the number of rows n, and a tensor as wide as the longest text: wide [N,W].
    private const string Common = """
        c0 Const dtype=int32 value=0
        c1 Const dtype=int32 value=1
        c2 Const dtype=int32 value=2
        c3 Const dtype=int32 value=3
        c9 Const dtype=int32 value=9
        m1 Const dtype=int32 value=-1
        v0 Const dtype=int32 value=[0]
        v1 Const dtype=int32 value=[1]
        vm1 Const dtype=int32 value=[-1]
        v00 Const dtype=int32 value=[0,0]
        v01 Const dtype=int32 value=[0,1]
        v10 Const dtype=int32 value=[1,0]
        v11 Const dtype=int32 value=[1,1]
        v12 Const dtype=int32 value=[1,2]
        v40 Const dtype=float value=[3,1,4,1]
        one Const dtype=float value=1
        none Const dtype=float value=0
        half Const dtype=float value=0.5
        text Const dtype=string value=?
        space Const dtype=string value=
        """;

    /// <summary>Of x's elements, flat, those that a number for each of a row's four names within its four: in a vector, b.</summary>
    public static string Blocks(string first) => $"""
        {Count}
        four Const dtype=int32 value=4
        m Mul n four T=int32
        r Range c0 m c1
        n4 Const dtype=int32 value=[-1,4]
        r4 Reshape r n4 T=int32
        first Const dtype=int32 value=[{first}]
        b4 GatherV2 r4 first c1 Tparams=int32
        b Reshape b4 vm1 T=int32
        flat Reshape x vm1
        """;

    /// <summary>The number of rows, n.</summary>
    public const string Count = """
        xs Shape x T=float
        n StridedSlice xs v0 v1 v1 T=int32 Index=int32 shrink_axis_mask=1
        """;

    /// <summary>A tensor as wide as the longest text: wide [N,W].</summary>
    public const string Wide = """
        split StringSplitV2 w space
        dense SparseToDense split:0 split:2 split:1 text T=string Tindices=int64
        lengths StringLength dense
        wide Cast lengths SrcT=int32 DstT=float
        """;

    /// <summary>The rows of x in the order of u: sorted, and where each came from: top:1.</summary>
    public const string Sorted = """
        us Shape u T=int32
        un StridedSlice us v0 v1 v1 T=int32 Index=int32 shrink_axis_mask=1
        top TopKV2 u un T=int32
        sorted GatherV2 x top:1 c0 Tparams=float Tindices=int32 Taxis=int32
        """;

    /// <summary>If there is such a list, what graphs are held to is added to it, and nothing is tried.</summary>
    public static List<ProofExpectation>? Collected
    {
        get => _collected;
        set => _collected = value;
    }

    // Tests on other threads go on as usual.
    [ThreadStatic]
    private static List<ProofExpectation>? _collected;

    /// <summary>A graph must be proved if it answers each row by itself, and not if not; what is proved must hold in random batches.</summary>
    /// <param name="what">What it does, for whoever reads that it failed.</param>
    /// <param name="text">The graph: inputs and constants that it names are added.</param>
    /// <param name="isByRow">Whether it answers each row by itself.</param>
    /// <param name="output">The tensor that is asked about.</param>
    /// <param name="functions">What branches and loops call, beside <see cref="RowFunctions.All"/>.</param>
    /// <param name="isAnswered">Whether the graph can be run.</param>
    /// <param name="decidesNothing">Whether no row decides anything of the tensor.</param>
    public static void Hold(
        string what, string text, bool isByRow, string output = "o:0", string[]? functions = null, bool isAnswered = true, bool decidesNothing = false)
    {
        ProofTrial trial = Trial(text, output, functions ?? []);
        // The largest of all is no row's own, and what all share only if no row decides it.
        ProofTrial largest = Trial($"{text}\nall0 Reshape {output} vm1\nall1 Max all0 c0\nall AddV2 v all1", "all:0", functions ?? []);
        if (Collected is not null)
        {
            Collected.Add(new ProofExpectation(what, () => trial.Claims()[0] == isByRow));
            Collected.Add(new ProofExpectation($"{what}, largest of all", () => largest.Claims()[0] == decidesNothing));
            return;
        }

        bool[] claims = trial.Claims();

        if (claims[0] && isAnswered)
            Assert.Null(trial.Refute(claims, 1, rounds: 8));
        Assert.True(isByRow == claims[0], $"{what}: {trial.Culprit?.Node} {trial.Culprit?.What}");
        Assert.True(largest.Claims()[0] == decidesNothing, $"{what}: something for all rows is said to be shared");
        // Else what is proved says nothing.
        Assert.True(!isByRow || !isAnswered || trial.Compared > 0, $"{what}: it answers nothing");
    }

    /// <summary>A trial of a graph.</summary>
    public static ProofTrial Trial(string text, string output, string[] functions)
    {
        string all = RowGraphText.Complete(Common + "\n" + text);
        string[] words = all.Split([' ', '\n', ':']);
        (string Name, bool HasRows, Tensor Values)[] used = [.. Inputs.Where(i => words.Contains(i.Name))];
        string placeholders = string.Join('\n', used.Select(i => $"{i.Name} Placeholder dtype={TypeOf(i.Values)}"));
        SavedModel model = GraphText.Model(
            placeholders + "\n" + all, [output], [.. RowFunctions.All(), .. functions.Select(f => RowFunctions.Of(RowGraphText.Complete(f)))]);
        return new ProofTrial(model, [.. used.Select(i => i.Name)], [.. used.Select(i => i.Values)], [.. used.Select(i => i.HasRows)]);
    }

    // A number a, which some lack, and none to three numbers b.
    private static string Example(int row)
    {
        string Entry(string key, params char[] values) => Field(1, Field(1, key) + Field(2, Field(3, Field(1, new string(values)))));
        return Field(1, (row % 3 == 1 ? "" : Entry("a", (char)(row + 1))) + Entry("b", [.. Enumerable.Range(5 + row, row % 4).Select(n => (char)n)]));
    }

    // Of a protobuf message; short ones only, whose numbers take a byte, and so are texts.
    private static string Field(int number, string content) => $"{(char)((number << 3) | 2)}{(char)content.Length}{content}";

    private static string TypeOf(Tensor tensor) => tensor.Type switch
    {
        DataType.Float => "float",
        DataType.Int32 => "int32",
        _ => "string",
    };

    private static Tensor Floats(int rows, int columns, int step) =>
        Tensor.From<float>(new TensorShape([rows, columns]), [.. Enumerable.Range(0, rows * columns).Select(i => ((i * step * 7 % 23) - 11) / 4f)]);
}

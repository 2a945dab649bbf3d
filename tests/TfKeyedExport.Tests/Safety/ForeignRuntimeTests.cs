using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Protos;
using TfKeyedExport.Safety;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Tests.Safety;

/// <summary>What is refused before TensorFlow's library gets it, because it would end the process or run something else.</summary>
public class ForeignRuntimeTests
{
    private const string Call = "x Placeholder dtype=float\ny f x";

    [Theory]
    [InlineData("_Arg")]
    [InlineData("_Retval")]
    [InlineData("_Whatever")]
    public void Operations_that_only_TensorFlow_makes_are_refused(string op) =>
        Refused("internal operation", GraphText.Function("f", ["a"], "r:output:0", $"r Identity a ^w T=float\nw {op} a T=float"));

    [Fact]
    public void A_fused_operation_that_its_optimizer_saved_is_let_through() =>
        Check(GraphText.Function("f", ["a"], "r:output:0", "r Identity a ^w T=float\nw _FusedMatMul a a T=float"));

    [Fact]
    public void A_function_that_calls_itself_is_refused() => Refused("calls itself", GraphText.Function("f", ["a"], "r:output:0", "r f a"));

    [Fact]
    public void Functions_in_a_long_chain_are_refused()
    {
        FunctionDef[] chain = [.. Enumerable.Range(0, 200).Select(
            i => GraphText.Function(i == 0 ? "f" : $"f{i}", ["a"], "r:output:0", i == 199 ? "r Identity a T=float" : $"r f{i + 1} a"))];

        Refused("64 deep", chain);
    }

    [Fact]
    public void Functions_that_call_the_next_twice_are_refused_for_what_becomes_of_them()
    {
        FunctionDef[] chain = [.. Enumerable.Range(0, 40).Select(i => GraphText.Function(
            i == 0 ? "f" : $"f{i}", ["a"], "r:output:0", i == 39 ? "r Identity a T=float" : $"p f{i + 1} a\nr f{i + 1} p"))];

        Refused("more than 500000 nodes", chain);
    }

    [Fact]
    public void What_another_implementation_of_the_same_interface_does_counts()
    {
        FunctionDef called = GraphText.Function("f", ["a"], "r:output:0", "r Identity a T=float");
        FunctionDef other = GraphText.Function("g", ["a"], "r:output:0", "r Identity a ^w T=float\nw WriteFile a a");
        Check(called, other);
        called.Attr["api_implements"] = other.Attr["api_implements"] = new AttrValue { S = ByteString.CopyFromUtf8("the same") };

        Assert.Equal(ErrorKind.Forbidden, Assert.Throws<TfKeyedException>(() => Check(called, other)).Kind);
    }

    [Fact]
    public void A_function_that_nobody_calls_is_looked_at_as_well()
    {
        SavedModel model = GraphText.Model("x Placeholder dtype=float", ["x:0"], GraphText.Function("f", ["a"], "r:output:0", "r _Arg a"));

        Assert.Throws<TfKeyedException>(() => CheckLibrary(model));
    }

    [Fact]
    public void A_table_that_is_to_have_more_entries_than_its_file_has_lines_is_refused() => Refused(
        "1,000,000,000,000,000 entries",
        GraphText.Function("f", ["a"], "r:output:0", "r Identity a ^t T=float\nh HashTableV2 key_dtype=string value_dtype=int32\nn Placeholder dtype=string\n"
            + "t InitializeTableFromTextFileV2 h:table_handle:0 n:output:0 key_index=-2 value_index=-1 vocab_size=1000000000000000"));

    [Theory]
    [InlineData("e Enter frame_name=w T=float", "reads 0 tensors; Enter takes 1")]
    [InlineData("e AddV2 x T=float", "reads 1 tensors; AddV2 takes 2")]
    [InlineData("e Identity x x T=float", "reads 2 tensors; Identity takes 1")]
    [InlineData("e ConcatV2 x x N=2 T=float", "reads 2 tensors; ConcatV2 takes 3")]
    [InlineData("e f ^x", "reads 0 tensors; f takes 1")]
    [InlineData("e f x x", "reads 2 tensors; f takes 1")]
    [InlineData("e PartitionedCall x f=f Tin=none", "the attribute Tin")]
    public void A_node_that_nobody_reaches_and_that_lacks_an_input_or_has_one_too_many_is_refused(string node, string words)
    {
        SavedModel model = GraphText.Model(
            $"x Placeholder dtype=float\ny Identity x T=float\n{node}", ["y:0"], GraphText.Function("f", ["a"], "r:output:0", "r Identity a T=float"));

        TfKeyedException error = Assert.Throws<TfKeyedException>(() => CheckLibrary(model));
        Assert.Contains(words, error.What, StringComparison.Ordinal);
        Assert.Equal("node e", error.Where);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_constant_that_is_not_of_the_type_that_it_is_said_to_be_is_refused(bool isInFunction)
    {
        NodeDef constant = GraphText.Nodes("k Const dtype=float value=1")[0];
        constant.Attr["dtype"].Type = DataType.Int64;
        FunctionDef called = GraphText.Function("f", ["a"], "r:output:0", "r Identity a T=float");
        if (isInFunction)
            called.NodeDef.Add(constant);
        SavedModel model = GraphText.Model(Call, ["y:0"], called);
        if (!isInFunction)
            model.MetaGraphs[0].Proto.GraphDef.Node.Add(constant.ToByteString());

        TfKeyedException error = Assert.Throws<TfKeyedException>(() => CheckLibrary(model));
        Assert.Contains("said to be int64 and holds float32", error.What, StringComparison.Ordinal);
    }

    private static void Refused(string words, params FunctionDef[] functions)
    {
        TfKeyedException error = Assert.Throws<TfKeyedException>(() => Check(functions));
        Assert.Equal(ErrorKind.Unreadable, error.Kind);
        Assert.Contains(words, error.What, StringComparison.Ordinal);
    }

    private static void Check(params FunctionDef[] functions)
    {
        MetaGraph model = GraphText.Model(Call, ["y:0"], functions).MetaGraphs[0];
        SafetyGate gate = Gate(model);
        gate.CheckLibrary();
        gate.CheckSignature(model.Signatures[0]);
    }

    private static void CheckLibrary(SavedModel model) => Gate(model.MetaGraphs[0]).CheckLibrary();

    private static SafetyGate Gate(MetaGraph model) => new(model, new GraphSource(model), [], isForTensorFlow: true);
}

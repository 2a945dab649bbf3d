using Google.Protobuf;
using TfKeyedExport.Inspection;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using Xunit;

namespace TfKeyedExport.Tests.Inspection;

public class ModelBlocksTests
{
    private static NodeDef Node(string name, string op = "Relu", string? calls = null)
    {
        var node = new NodeDef { Name = name, Op = op };
        if (calls is not null)
            node.Attr["f"] = new AttrValue { Func = new NameAttrList { Name = calls } };
        return node;
    }

    private static ModelBlocks Fold(int most, IEnumerable<NodeDef> nodes, params (string Name, NodeDef[] Nodes)[] functions)
    {
        var graph = new GraphDef { Library = new FunctionDefLibrary() };
        graph.Node.AddRange(nodes.Select(n => n.ToByteString()));
        graph.Library.Function.AddRange(functions.Select(f =>
            new FunctionDef { Signature = new OpDef { Name = f.Name }, NodeDef = { f.Nodes } }.ToByteString()));
        var model = new SavedModel("here", new SavedModelProto { MetaGraphs = { new MetaGraphDef { GraphDef = graph } } });
        return ModelBlocks.Of(model.MetaGraphs[0], most);
    }

    private static int Count(IEnumerable<ModelBlock> blocks) => blocks.Sum(b => 1 + Count(b.Inner));

    [Fact]
    public void Nodes_whose_names_begin_alike_are_one_block_and_counted_by_operation()
    {
        ModelBlock graph = Fold(100, [Node("dense/MatMul", "MatMul"), Node("dense/Relu"), Node("dense/BiasAdd", "BiasAdd"), Node("x", "Placeholder")]).Whole[0];

        ModelBlock dense = Assert.Single(graph.Inner);
        Assert.Equal(("dense", 3, 4), (dense.Name, dense.Nodes, graph.Nodes));
        Assert.Equal([("BiasAdd", 1), ("MatMul", 1), ("Relu", 1)], dense.Operations);
    }

    [Fact]
    public void Scopes_that_hold_nothing_but_one_another_are_one_and_single_nodes_are_none()
    {
        ModelBlock graph = Fold(100, [Node("a/b/c/one"), Node("a/b/c/two"), Node("lone/some/where")]).Whole[0];

        Assert.Equal("a/b/c", Assert.Single(graph.Inner).Name);
    }

    [Fact]
    public void Functions_stand_in_the_order_of_calls_and_know_their_callers()
    {
        ModelBlocks blocks = Fold(
            100, [Node("call", "PartitionedCall", "outer")],
            ("never", [Node("n", "inner")]), ("inner", [Node("i")]), ("outer", [Node("o", "While", "inner")]));

        Assert.Equal(["", "outer", "inner", "never"], blocks.Whole.Select(b => b.Name));
        Assert.Equal(3, blocks.Reached);
        Assert.Equal(["never", "outer"], blocks.Whole[2].Callers);
        Assert.Equal(["inner"], blocks.Whole[1].Calls);
    }

    [Fact]
    public void Functions_that_call_themselves_end()
    {
        ModelBlocks blocks = Fold(100, [Node("call", "f")], ("f", [Node("again", "f")]));

        Assert.Equal(["", "f"], blocks.Whole[1].Callers);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(300)]
    public void There_are_never_more_blocks_than_there_is_room_for(int most)
    {
        IEnumerable<NodeDef> nodes = Enumerable.Range(0, 5000).Select(i => Node($"s{i % 500}/t{i % 7}/u{i % 3}/n{i}"));
        (string, NodeDef[])[] functions = [.. Enumerable.Range(0, 400).Select(i => ($"f{i}", new[] { Node($"a/b{i % 2}/x"), Node($"a/b{i % 2}/y") }))];

        ModelBlocks blocks = Fold(most, nodes, functions);

        Assert.InRange(Count(blocks.Whole), most / 2, most);
        Assert.Equal(401, blocks.Whole.Count + blocks.UntoldFunctions);
        Assert.Equal(500, blocks.Whole[0].Inner.Count + blocks.Whole[0].Untold);
    }

    [Fact]
    public void A_name_of_a_hundred_thousand_scopes_is_folded_in_no_time()
    {
        string deep = string.Concat(Enumerable.Repeat("a/", 100_000));

        ModelBlocks blocks = Fold(300, [Node(deep + "x"), Node(deep + "y"), Node("b")]);

        Assert.InRange(Count(blocks.Whole), 2, 300);
    }
}

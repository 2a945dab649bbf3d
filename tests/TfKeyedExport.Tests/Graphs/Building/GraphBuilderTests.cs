using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Building;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Tests.Graphs.Building;

public class GraphBuilderTests
{
    [Fact]
    public void A_models_functions_are_inlined_and_nodes_remember_where_they_stood()
    {
        MetaGraph metaGraph = SavedModel.Load(Repository.Model("babyweight_keras3")).MetaGraphs[0];
        ModelSignature signature = metaGraph.Signature("serving_default")!;

        Graph graph = new GraphBuilder(metaGraph).Build(
            "test", [.. signature.Inputs.Select(i => i.TensorName)], [.. signature.Inputs.Select(i => i.Type)],
            [.. signature.Outputs.Select(o => o.TensorName)], []);

        Assert.DoesNotContain(graph.Nodes, n => n.Work.Name is "PartitionedCall" or "StatefulPartitionedCall");
        Node erfc = Assert.Single(graph.Nodes, n => n.Work.Name == "Erfc");
        Assert.Contains(" > ", erfc.Origin.ToString());
        var seen = new HashSet<Node>();
        foreach (Node node in graph.Nodes)
        {
            Assert.All(node.Inputs, i => Assert.Contains(i.Node, seen));
            seen.Add(node);
        }
    }

    [Fact]
    public void A_loop_is_a_node_with_its_condition_and_its_body()
    {
        MetaGraph metaGraph = SavedModel.Load(Repository.Model("control_flow")).MetaGraphs[0];
        ModelSignature signature = metaGraph.Signature("serving_default")!;

        Graph graph = new GraphBuilder(metaGraph).Build(
            "test", [.. signature.Inputs.Select(i => i.TensorName)], [.. signature.Inputs.Select(i => i.Type)],
            [.. signature.Outputs.Select(o => o.TensorName)], []);

        Assert.All(graph.Nodes.Where(n => n.Work.Name is "While" or "StatelessWhile"), n => Assert.Equal(2, n.Regions.Count));
        Assert.Contains(graph.Nodes, n => n.Regions.Count > 0);
    }

    [Fact]
    public void A_missing_input_is_named() =>
        Assert.Contains("there is no node b", Failure(Node("a", "Identity", "b")));

    [Fact]
    public void An_output_that_the_operation_does_not_have_is_named() =>
        Assert.Contains("there is no tensor b:3", Failure(Node("a", "Identity", "b:3"), Node("b", "NoOp")));

    [Fact]
    public void A_cycle_is_an_error_and_not_an_endless_walk() =>
        Assert.Contains("cycle", Failure(Node("a", "Identity", "b"), Node("b", "Identity", "a")));

    [Fact]
    public void A_function_that_calls_itself_is_refused() =>
        Assert.Contains("64 deep", Failure([Node("a", "f")], Calls("f", "f", 1)));

    [Fact]
    public void Functions_that_double_at_each_level_meet_the_limit_of_nodes()
    {
        FunctionDef[] levels = [.. Enumerable.Range(0, 40).Select(i => Calls($"f{i}", $"f{i + 1}", 2)), Calls("f40", "NoOp", 2)];

        Assert.Contains("more than", Failure([Node("a", "f0")], levels));
    }

    [Fact]
    public void A_chain_of_a_hundred_thousand_nodes_does_not_exhaust_the_stack()
    {
        const int Length = 100_000;
        NodeDef[] chain = [.. Enumerable.Range(0, Length).Select(i => i == Length - 1 ? Node($"n{i}", "Const") : Node($"n{i}", "Identity", $"n{i + 1}"))];

        Graph graph = new GraphBuilder(Model(chain)).Build("test", [], [], ["n0:0"], []);

        Assert.Equal(Length, graph.Nodes.Count);
    }

    private static string Failure(params NodeDef[] nodes) => Failure(nodes, []);

    private static string Failure(NodeDef[] nodes, params FunctionDef[] functions) =>
        Assert.Throws<TfKeyedException>(() => new GraphBuilder(Model(nodes, functions)).Build("test", [], [], [], ["a"])).Message;

    private static FunctionDef Calls(string name, string callee, int times)
    {
        var function = new FunctionDef { Signature = new OpDef { Name = name } };
        for (int i = 0; i < times; i++)
        {
            function.NodeDef.Add(Node($"call{i}", callee));
            function.ControlRet[$"r{i}"] = $"call{i}";
        }
        return function;
    }

    private static NodeDef Node(string name, string op, params string[] inputs)
    {
        var node = new NodeDef { Name = name, Op = op, Input = { inputs } };
        if (op == "Identity")
            node.Attr["T"] = new AttrValue { Type = DataType.Float };
        if (op == "Const")
        {
            node.Attr["dtype"] = new AttrValue { Type = DataType.Float };
            node.Attr["value"] = new AttrValue { Tensor = new TensorProto { Dtype = DataType.Float, TensorShape = new TensorShapeProto() } };
        }
        return node;
    }

    private static MetaGraph Model(NodeDef[] nodes, params FunctionDef[] functions)
    {
        var graph = new GraphDef { Library = new FunctionDefLibrary() };
        graph.Node.AddRange(nodes.Select(n => n.ToByteString()));
        graph.Library.Function.AddRange(functions.Select(f => f.ToByteString()));
        var metaGraph = new MetaGraphDef { GraphDef = graph };
        return new SavedModel("no-folder", new SavedModelProto { MetaGraphs = { metaGraph } }).MetaGraphs[0];
    }
}

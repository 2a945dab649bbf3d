using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.Functions;
using TfKeyedExport.Keying;
using TfKeyedExport.Keying.Captures;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using Xunit;

namespace TfKeyedExport.Tests.Keying.Captures;

public class CaptureTests
{
    [Fact]
    public void Variables_with_one_name_are_told_apart_by_their_checkpoint_keys()
    {
        CaptureBinding capture = Assert.Single(ModelPlans.Of("single_tensor_module_nosig").MetaGraphs[0].Captures);
        Assert.Equal("matmul_readvariableop_resource <- Variable_1 (checkpoint key w/.ATTRIBUTES/VARIABLE_VALUE)", capture.ToString());
    }

    [Fact]
    public void Tables_are_told_apart_by_the_calls_that_initialise_them() => Assert.Equal(
        [
            "hash_table_1 (the graph's call of __inference__initializer_86)", "Const_5 (a constant of the graph)",
            "hash_table (the graph's call of __inference__initializer_101)", "Const_4 (a constant of the graph)",
        ],
        ModelPlans.Of("babyweight_module_nosig").MetaGraphs[0].Captures.Take(4).Select(c => $"{c.Tensor} ({c.Evidence})"));

    [Fact]
    public void The_captures_found_for_a_signatures_function_are_those_of_its_own_call()
    {
        // Where a signature exists the graph calls it already: what is found without looking at that call must be what it gives.
        foreach (string name in (string[])
        [
            "babyweight_keras2", "mutable_table", "asset_vocabulary", "text_lstm", "counter", "control_flow", "sharded_variables",
        ])
        {
            SavedModel model = ModelPlans.Load(name);
            MetaGraph metaGraph = model.MetaGraphs[0];
            NodeDef call = metaGraph.Node(metaGraph.Signature("serving_default")!.Outputs[0].TensorName.Split(':')[0])!;
            MetaGraph blind = Without(model, call.Name);
            ObjectGraphView objects = ObjectGraphView.Of(metaGraph)!;
            CallTarget target = Target(metaGraph, objects, call);
            Assert.Equal(call.Input.TakeLast(target.Captures.Count), CaptureLocator.Locate(blind, target).Select(c => c.Tensor));
        }
    }

    [Theory]
    [InlineData("babyweight_keras3")]
    [InlineData("gru_keras3")]
    public void Of_two_handles_of_one_variable_the_one_in_use_is_taken(string name)
    {
        MetaGraph metaGraph = ModelPlans.Load(name).MetaGraphs[0];
        NodeDef call = metaGraph.Node(metaGraph.Signature("serve")!.Outputs[0].TensorName.Split(':')[0])!;
        IReadOnlyList<CaptureBinding> captures = ModelPlans.Of(name, new() { From = "function:serve" }).MetaGraphs[0].Captures;
        Assert.Equal(call.Input.TakeLast(captures.Count), captures.Select(c => c.Tensor));
    }

    [Fact]
    public void Every_kind_of_evidence_gives_the_same_places()
    {
        MetaGraph metaGraph = ModelPlans.Load("babyweight_keras2").MetaGraphs[0];
        ObjectGraphView objects = ObjectGraphView.Of(metaGraph)!;
        Dictionary<int, string> byPath = Places(CheckpointHandles.ByPath(metaGraph, objects));
        Dictionary<int, string> byStoredGraph = Places(CheckpointHandles.ByStoredGraph(metaGraph, objects));
        Dictionary<int, string> byCalls = Places(CallSites.Nested(metaGraph, objects));
        Assert.Equal(byPath, byStoredGraph);
        Assert.True(byPath.Count >= 9);
        Assert.All(byPath.Where(p => byCalls.ContainsKey(p.Key)), p => Assert.Equal(p.Value, byCalls[p.Key]));
        Assert.All(Places(SharedNames.Handles(metaGraph, objects)), p => Assert.Equal(p.Value, byCalls[p.Key]));
    }

    [Fact]
    public void Restoring_in_the_main_graph_is_read_as_well()
    {
        MetaGraphDef proto = ModelPlans.Load("single_tensor_module_nosig").MetaGraphs[0].Proto.Clone();
        FunctionDef restore = proto.GraphDef.Library.Function
            .Select(f => FunctionDef.Parser.ParseFrom(f))
            .Single(f => f.Signature.Name.Contains("restore", StringComparison.Ordinal));
        foreach (NodeDef node in restore.NodeDef.Where(n => n.Op != "NoOp"))
        {
            NodeDef moved = node.Clone();
            moved.Name = "r/" + node.Name;
            for (int i = 0; i < moved.Input.Count; i++)
                moved.Input[i] = moved.Input[i].Contains("assignvariableop", StringComparison.Ordinal) ? Handle(moved.Input[i]) : InGraph(moved.Input[i]);
            proto.GraphDef.Node.Add(moved.ToByteString());
        }
        proto.GraphDef.Node.Add(new NodeDef { Name = "r/all", Op = "NoOp", Input = { "^r/AssignVariableOp", "^r/AssignVariableOp_1" } }.ToByteString());
        proto.SaverDef.RestoreOpName = "r/all";
        var model = new SavedModel("nowhere", new SavedModelProto { MetaGraphs = { proto } });
        Assert.Equal("Variable_1", Assert.Single(KeyingPlan.For(model).MetaGraphs[0].Captures).Tensor);

        static string Handle(string argument) => argument.EndsWith("1_variable", StringComparison.Ordinal) ? "Variable" : "Variable_1";
        static string InGraph(string input) =>
            input[0] == '^' ? "^r/" + input[1..] : input == "file_prefix" ? "saver_filename" : $"r/{input.Split(':')[0]}:{input.Split(':')[^1]}";
    }

    [Fact]
    public void A_capture_that_is_nowhere_is_said_with_the_way_out()
    {
        MetaGraphDef proto = ModelPlans.Load("single_tensor_module_nosig").MetaGraphs[0].Proto.Clone();
        proto.SaverDef = null;
        TfKeyedException error = Assert.Throws<TfKeyedException>(
            () => KeyingPlan.For(new SavedModel("nowhere", new SavedModelProto { MetaGraphs = { proto } })));
        Assert.Equal(ErrorKind.Unreadable, error.Kind);
        Assert.Contains("'matmul_readvariableop_resource' (object 1) cannot be found", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("w/.ATTRIBUTES/VARIABLE_VALUE", "w")]
    [InlineData("layer-1/cell.Skernel/.ATTRIBUTES/VARIABLE_VALUE", "layer-1|cell/kernel")]
    [InlineData("a..b/c/.ATTRIBUTES/x", "a.b|c")]
    [InlineData("w/.OPTIMIZER_SLOT/optimizer/m/.ATTRIBUTES/VARIABLE_VALUE", null)]
    [InlineData("_CHECKPOINTABLE_OBJECT_GRAPH", null)]
    public void A_checkpoint_key_spells_a_path(string key, string? path) =>
        Assert.Equal(path, CheckpointKey.Path(key) is { } names ? string.Join('|', names) : null);

    private static Dictionary<int, string> Places(IEnumerable<Handle> handles)
    {
        var places = new Dictionary<int, string>();
        foreach (Handle handle in handles)
            places[handle.ObjectId] = handle.Tensor;
        return places;
    }

    private static MetaGraph Without(SavedModel model, string node)
    {
        MetaGraphDef proto = model.MetaGraphs[0].Proto.Clone();
        int position = model.MetaGraphs[0].NodeNames.ToList().IndexOf(node);
        NodeDef emptied = NodeDef.Parser.ParseFrom(proto.GraphDef.Node[position]);
        emptied.Attr.Remove("f");
        proto.GraphDef.Node[position] = emptied.ToByteString();
        return new SavedModel(model.Folder, new SavedModelProto { MetaGraphs = { proto } }).MetaGraphs[0];
    }

    private static CallTarget Target(MetaGraph metaGraph, ObjectGraphView objects, NodeDef call)
    {
        FunctionDef function = metaGraph.Function(call.Attr["f"].Func.Name)!;
        IReadOnlyList<int> captures = objects.ConcreteFunction(function.Signature.Name)!.BoundInputs;
        var inputs = function.Signature.InputArg.SkipLast(captures.Count).Select(a => new SignatureArgument(a.Name, a.Type, default, "")).ToList();
        return new CallTarget(function, inputs, [], captures);
    }
}

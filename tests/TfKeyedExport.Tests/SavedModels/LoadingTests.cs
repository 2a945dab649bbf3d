using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Tests.SavedModels;

public class LoadingTests
{
    public static TheoryData<string> ModelNames => [.. Directory.GetDirectories(Repository.Models).Select(d => Path.GetFileName(d)).Order()];

    [Theory]
    [MemberData(nameof(ModelNames))]
    public void Every_model_is_read_to_its_last_node(string name)
    {
        SavedModel model = SavedModel.Load(Repository.Model(name));
        foreach (MetaGraph graph in model.MetaGraphs)
        {
            Assert.All(graph.Nodes, (node, i) => Assert.Equal(graph.NodeNames[i], node.Name));
            Assert.All(graph.Functions, (function, i) => Assert.Equal(graph.FunctionNames[i], function.Signature.Name));
            Assert.All(graph.Nodes.Select(n => n.Op), op => Assert.NotEmpty(op));
            Assert.Contains("serve", graph.Tags);
            Assert.NotEmpty(graph.OpDeclarations);
            foreach (AttrValue attr in graph.Nodes.SelectMany(n => n.Attr.Values).Where(a => a.Tensor is not null))
                Assert.Equal(attr.Tensor.Dtype, attr.Tensor.ToTensor().Type);
        }
    }

    [Theory]
    [MemberData(nameof(ModelNames))]
    public void What_is_parsed_comes_out_with_the_same_content(string name)
    {
        SavedModel model = SavedModel.Load(Repository.Model(name));
        Assert.Equal(model.Proto, SavedModelProto.Parser.ParseFrom(model.Proto.ToByteArray()));
        Assert.Equal(new FileInfo(Path.Combine(model.Folder, SavedModel.ProtoName)).Length, model.Proto.CalculateSize());
    }

    [Fact]
    public void Signatures_are_sorted_and_carry_types_shapes_and_tensors()
    {
        MetaGraph graph = SavedModel.Load(Repository.Model("babyweight_keyed_reference")).MetaGraphs[0];
        ModelSignature signature = graph.Signature("serving_default")!;
        Assert.Equal(["gestation_weeks", "is_male", "key", "mother_age", "plurality"], signature.Inputs.Select(i => i.Name));
        Assert.Equal("key: string [None]", signature.Inputs[2].ToString());
        Assert.NotNull(graph.Node(signature.Inputs[2].TensorName.Split(':')[0]));
        Assert.Contains(graph.Signatures, s => !s.IsServable);
    }

    [Fact]
    public void Defaults_of_inputs_are_decoded()
    {
        MetaGraph graph = SavedModel.Load(Repository.Model("signature_defaults")).MetaGraphs[0];
        graph.Proto.SignatureDef["serving_default"].Defaults["scale"] = Tensor.From([2.5f]).Reshape(TensorShape.Scalar).ToProto();
        ModelSignature signature = graph.Signature("serving_default")!;
        Assert.Equal(2.5f, signature.Inputs[0].Default!.Values<float>()[0]);
        Assert.Null(signature.Inputs[1].Default);
    }

    [Fact]
    public void A_node_is_parsed_once_and_appended_nodes_are_seen()
    {
        MetaGraph graph = SavedModel.Load(Repository.Model("single_tensor")).MetaGraphs[0];
        string name = graph.NodeNames[0];
        Assert.Same(graph.Node(name), graph.Nodes[0]);
        Assert.Null(graph.Node("added"));
        graph.Proto.GraphDef.Node.Add(new NodeDef { Name = "added", Op = "NoOp" }.ToByteString());
        Assert.Equal("NoOp", graph.Node("added")!.Op);
        Assert.NotNull(graph.Node(name));
    }

    [Fact]
    public void Many_threads_get_the_same_nodes_and_functions()
    {
        MetaGraph graph = SavedModel.Load(Repository.Model("babyweight_keras2")).MetaGraphs[0];
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<object, bool>(ReferenceEqualityComparer.Instance);
        Parallel.For(0, 16, _ =>
        {
            foreach (string name in graph.NodeNames)
                seen.TryAdd(graph.Node(name)!, true);
            foreach (string name in graph.FunctionNames)
                seen.TryAdd(graph.Function(name)!, true);
        });
        Assert.Equal(graph.Nodes.Count + graph.Functions.Count, seen.Count);
    }

    [Fact]
    public void Two_nodes_of_one_name_are_an_error()
    {
        MetaGraph graph = SavedModel.Load(Repository.Model("single_tensor")).MetaGraphs[0];
        graph.Proto.GraphDef.Node.Add(graph.Proto.GraphDef.Node[0]);
        var error = Assert.Throws<TfKeyedException>(() => graph.Nodes);
        Assert.Equal(ErrorKind.Unreadable, error.Kind);
        Assert.Contains("two nodes are named", error.Message);
    }

    [Fact]
    public void Unknown_fields_survive()
    {
        byte[] original = File.ReadAllBytes(Path.Combine(Repository.Model("single_tensor"), SavedModel.ProtoName));
        byte[] unknown = [0xBA, 0x3E, 3, 1, 2, 3];
        byte[] written = SavedModelProto.Parser.ParseFrom([.. original, .. unknown]).ToByteArray();
        Assert.Equal(unknown, written[^unknown.Length..]);
    }
}

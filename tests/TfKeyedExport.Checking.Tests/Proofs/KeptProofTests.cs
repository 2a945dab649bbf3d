using TfKeyedExport.Checking.Proofs;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Embedded;
using TfKeyedExport.Hosting;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Proofs;

/// <summary>What is proved of signatures that read what is kept: what is said of it elsewhere in the model is not always true.</summary>
public class KeptProofTests
{
    private const string Read = "x Placeholder dtype=float\ny AddV2 x a T=float\nthree Const dtype=float value=[1,2,3]\nzero Const dtype=float value=[0]\n";
    private const string Reference = "var VariableV2 dtype=float shape=[1]\na Identity var T=float\n";
    private const string Variable = "var VarHandleOp dtype=float shape=[1] shared_name=v\na ReadVariableOp var dtype=float\n";

    [Theory]
    [InlineData(Reference + "loaded Assign var zero T=float", true)]
    [InlineData(Reference + "loaded Assign var three T=float validate_shape=false", false)]
    [InlineData(Reference + "same RefIdentity var T=float\nloaded Assign same three T=float validate_shape=false", false)]
    [InlineData(Variable + "loaded AssignVariableOp var zero dtype=float", true)]
    [InlineData(Variable + "same VarHandleOp dtype=float shape=[1] shared_name=v\nloaded AssignVariableOp same zero dtype=float", true)]
    [InlineData(Variable + "whole VarHandleOp dtype=float shape=[3] shared_name=v\nloaded AssignVariableOp whole three dtype=float", false)]
    public void A_variable_is_of_the_shape_that_its_node_says_unless_the_model_says_something_else_as_well(string nodes, bool isProved)
    {
        SavedModel model = Model(Read + nodes, null);

        CancellationToken end = TestContext.Current.CancellationToken;
        using IModelHost host = new EmbeddedEngine().Open(model, new HostOptions(), end);
        var outputs = new Tensor[1];
        host.Prepare(ModelSignature.ServingDefault).Run([Tensor.From<float>([5, 5, 5])], outputs, end);

        Assert.Equal(isProved, IsProved(model));
        Assert.Equal(isProved, outputs[0].Values<float>()[0] == outputs[0].Values<float>()[2]);
    }

    [Theory]
    [InlineData("z Identity x T=float", true, true)]
    [InlineData("set AssignAddVariableOp var x dtype=float\nz Identity x ^set T=float", true, false)]
    [InlineData("set AssignAddVariableOp var x dtype=float\nz Identity nowhere ^set T=float", true, false)]
    [InlineData("set AssignAddVariableOp var x dtype=float\nz Identity x ^set T=float", false, false)]
    public void Another_signature_may_write_though_it_cannot_be_followed(string nodes, bool isTensor, bool isProved)
    {
        var sparse = new TensorInfo.Types.CooSparse { ValuesTensorName = "z:0", IndicesTensorName = "z:0", DenseShapeTensorName = "z:0" };
        TensorInfo other = isTensor ? new TensorInfo { Name = "z:0", Dtype = DataType.Float } : new TensorInfo { CooSparse = sparse };

        Assert.Equal(isProved, IsProved(Model(Read + Variable + nodes, other)));
    }

    private static bool IsProved(SavedModel model)
    {
        var graphs = new ModelGraphs(model, null);
        ModelSignature signature = graphs.MetaGraph!.Signature(ModelSignature.ServingDefault)!;
        return Prover.Prove(graphs, new Subject(signature, []), CheckedLayout.Of(signature, []))[0].IsProved;
    }

    private static SavedModel Model(string nodes, TensorInfo? other)
    {
        MetaGraphDef graph = GraphText.Model(nodes, ["y:0"]).MetaGraphs[0].Proto;
        SignatureDef signature = graph.SignatureDef[ModelSignature.ServingDefault];
        foreach (TensorInfo tensor in signature.Inputs.Values.Concat(signature.Outputs.Values))
            tensor.TensorShape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dim { Size = -1 } } };
        graph.CollectionDef["saved_model_main_op"] = new CollectionDef { NodeList = new CollectionDef.Types.NodeList { Value = { "loaded" } } };
        if (other is not null)
            graph.SignatureDef["other"] = new SignatureDef { MethodName = signature.MethodName, Inputs = { signature.Inputs }, Outputs = { ["z"] = other } };
        return new SavedModel("no-folder", new SavedModelProto { SavedModelSchemaVersion = 1, MetaGraphs = { graph } });
    }
}

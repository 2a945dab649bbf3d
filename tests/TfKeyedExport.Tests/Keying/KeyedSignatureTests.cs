using CsCheck;
using Google.Protobuf;
using TfKeyedExport.Keying;
using TfKeyedExport.Keying.Names;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;
using Xunit;

namespace TfKeyedExport.Tests.Keying;

public class KeyedSignatureTests
{
    [Fact]
    public void A_fixed_batch_gives_the_key_its_size()
    {
        ModelSignature signature = ModelPlans.Keyed("fixed_batch");
        Assert.Equal(["key: string [4]", "x: float32 [4, 3]"], signature.Inputs.Select(i => i.ToString()));
        Assert.Equal(["key: string [4]", "y: float32 [4]"], signature.Outputs.Select(o => o.ToString()));
    }

    [Fact]
    public void Several_keys_of_other_types_and_shapes_are_attached()
    {
        ModelSignature signature = ModelPlans.Keyed("single_tensor", new() { Keys = [KeySpec.Parse("id:int64"), KeySpec.Parse("who:string:None,2")] });
        Assert.Equal(["id: int64 [None]", "keras_tensor_11: float32 [None, 4]", "who: string [None, 2]"], signature.Inputs.Select(i => i.ToString()));
        Assert.Equal(["id: int64 [None]", "output_0: float32 [None, 3]", "who: string [None, 2]"], signature.Outputs.Select(i => i.ToString()));
    }

    [Fact]
    public void Defaults_follow_their_inputs()
    {
        SavedModel model = ModelPlans.Load("signature_defaults");
        model.MetaGraphs[0].Proto.SignatureDef["serving_default"].Defaults["scale"] = Tensor.From<float>(TensorShape.Scalar, [2f]).ToProto();
        ModelSignature keyed = KeyingPlan.For(
            model, new() { RenameInputs = ModelPlans.Rename("scale", "factor") }).Apply().MetaGraphs[0].Signature("serving_default")!;
        Assert.Equal(2f, keyed.Inputs.Single(i => i.Name == "factor").Default!.Values<float>()[0]);
    }

    [Fact]
    public void A_regress_signature_becomes_a_predict_signature_and_the_user_is_told()
    {
        MetaGraphPlan plan = ModelPlans.Of("estimator_parsing").MetaGraphs[0];
        Assert.Equal("tensorflow/serving/regress", plan.Before.MethodName);
        Assert.Equal("tensorflow/serving/predict", plan.After.MethodName);
        string note = Assert.Single(plan.Notes);
        Assert.Contains("is a regress signature", note, StringComparison.Ordinal);
        Assert.Contains("--keep-as", note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("estimator_parsing")]
    [InlineData("babyweight_keras2")]
    public void The_replaced_signature_is_kept_in_both_places(string name)
    {
        SavedModel model = ModelPlans.Load(name);
        MetaGraphDef before = model.MetaGraphs[0].Proto;
        MetaGraphDef after = KeyingPlan.For(model, new() { KeepAs = "unkeyed" }).Apply().MetaGraphs[0].Proto;
        Assert.Equal(before.SignatureDef["serving_default"], after.SignatureDef["unkeyed"]);
        Assert.Equal(Python(before, "serving_default"), Python(after, "unkeyed"));
        if (before.ObjectGraphDef is not null)
            Assert.NotEqual(Python(before, "serving_default"), Python(after, "serving_default"));
    }

    [Theory]
    [InlineData("babyweight_keras2")]
    [InlineData("babyweight_keras2_nosig")]
    [InlineData("babyweight_tf1_multi_meta")]
    [InlineData("babyweight_keras3")]
    public void The_model_itself_is_not_changed_and_what_is_untouched_is_shared(string name)
    {
        SavedModel model = ModelPlans.Load(name);
        byte[] before = model.Proto.ToByteArray();
        SavedModel keyed = KeyingPlan.For(model).Apply();
        Assert.Equal(before, model.Proto.ToByteArray());
        foreach ((MetaGraph old, MetaGraph edited) in model.MetaGraphs.Zip(keyed.MetaGraphs))
        {
            Assert.All(old.Proto.GraphDef.Node.Zip(edited.Proto.GraphDef.Node), p => Assert.Same(p.First, p.Second));
            Assert.All(Functions(old).Zip(Functions(edited)), p => Assert.Same(p.First, p.Second));
            Assert.All(old.Proto.SignatureDef.Where(s => s.Key != "serving_default"), s => Assert.Same(s.Value, edited.Proto.SignatureDef[s.Key]));
            Assert.Equal(old.Proto.SaverDef, edited.Proto.SaverDef);
            Assert.Equal(old.Proto.CollectionDef, edited.Proto.CollectionDef);
        }
    }

    [Fact]
    public void Unknown_fields_survive()
    {
        SavedModel model = ModelPlans.Load("counter");
        byte[] unknown = [0xFA, 0x3E, 3, 1, 2, 3];
        MetaGraphDef proto = MetaGraphDef.Parser.ParseFrom([.. model.MetaGraphs[0].Proto.ToByteArray(), .. unknown]);
        proto.GraphDef = GraphDef.Parser.ParseFrom([.. proto.GraphDef.ToByteArray(), .. unknown]);
        proto.ObjectGraphDef = SavedObjectGraph.Parser.ParseFrom([.. proto.ObjectGraphDef.ToByteArray(), .. unknown]);
        MetaGraphDef edited = KeyingPlan.For(new SavedModel(model.Folder, new SavedModelProto { MetaGraphs = { proto } })).Apply().Proto.MetaGraphs[0];
        Assert.All(
            [edited.ToByteArray(), edited.GraphDef.ToByteArray(), edited.ObjectGraphDef.ToByteArray()], b => Assert.Equal(unknown, b[^unknown.Length..]));
    }

    [Fact]
    public void Any_key_name_gives_legal_names_that_nothing_else_has() => Gen.Select(Gen.String, Gen.String).Sample((first, second) =>
    {
        if (first == second || !LegalNames.IsWellFormed(first + second) || first.Length * second.Length == 0 || first is "x" or "y" || second is "x" or "y"
            || PythonNames.Obstacle(first) is not null || PythonNames.Obstacle(second) is not null
            || new[] { "x", first, second }.Select(PythonNames.Sanitized).Distinct().Count() < 3)
            return;
        MetaGraphPlan plan = KeyingPlan.For(Model, new() { Keys = [new(first), new(second)] }).MetaGraphs[0];
        Assert.Equal(4, plan.Nodes.Select(n => n.Name).Except(Model.MetaGraphs[0].NodeNames).Count());
        Assert.All(plan.Nodes, n => Assert.Matches("^[A-Za-z0-9.][A-Za-z0-9_.\\\\/>-]*$", n.Name));
        OpDef wrapper = plan.Functions[0].Proto.Signature;
        Assert.All(wrapper.InputArg, a => Assert.Matches("^[a-z][a-z0-9_]*$", a.Name));
        Assert.Equal(wrapper.InputArg.Count, wrapper.InputArg.Select(a => a.Name).Distinct().Count());
    });

    private static readonly SavedModel Model = ModelPlans.Load("unsafe_sorts");

    private static IEnumerable<ByteString> Functions(MetaGraph metaGraph) => metaGraph.Proto.GraphDef.Library?.Function ?? [];

    /// <summary>The concrete function that Python finds as a signature; empty if it finds none.</summary>
    private static string Python(MetaGraphDef metaGraph, string signature)
    {
        if (metaGraph.ObjectGraphDef is not { } objects)
            return "";
        int map = objects.Nodes[0].Children.Single(c => c.LocalName == "signatures").NodeId;
        int id = objects.Nodes[map].Children.Single(c => c.LocalName == signature).NodeId;
        return objects.Nodes[id].BareConcreteFunction.ConcreteFunctionName;
    }
}

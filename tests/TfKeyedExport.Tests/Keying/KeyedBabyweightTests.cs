using TfKeyedExport.Errors;
using TfKeyedExport.Keying;
using TfKeyedExport.Keying.Paths;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Tests.Keying;

public class KeyedBabyweightTests
{
    public static TheoryData<string> OneOutputModels => [.. OneOutput];

    private static readonly string[] OneOutput =
    [
        "babyweight_keras2", "babyweight_keras2_nosig", "babyweight_keras215", "babyweight_keras3", "babyweight_module_nosig",
        "babyweight_tf1", "babyweight_tf1_multi_meta", "estimator_raw",
    ];

    [Theory]
    [MemberData(nameof(OneOutputModels))]
    public void The_articles_names_come_out_exactly(string name)
    {
        SavedModel model = SavedModel.Load(Repository.Model(name));
        KeyingPlan plan = KeyingPlan.For(model, new KeyingRequest { OutputName = "babyweight" });
        SavedModel keyed = plan.Apply();

        Assert.Equal(model.MetaGraphs.Count, plan.MetaGraphs.Count);
        foreach (MetaGraph metaGraph in keyed.MetaGraphs)
        {
            ModelSignature signature = metaGraph.Signature("serving_default")!;
            Assert.Equal("tensorflow/serving/predict", signature.MethodName);
            Assert.Equal(["gestation_weeks", "is_male", "key", "mother_age", "plurality"], signature.Inputs.Select(i => i.Name));
            Assert.All(signature.Inputs, i => Assert.Equal(new TensorShape(-1), i.Shape));
            Assert.Equal(["babyweight", "key"], signature.Outputs.Select(o => o.Name));
            Assert.Equal(new KeyPath("key", "key", ["serving_default_key_out"]), KeyPaths.Find(metaGraph, signature).Single(), KeyPathEquality);
        }
    }

    [Fact]
    public void A_model_that_is_keyed_already_is_refused_as_such()
    {
        SavedModel model = SavedModel.Load(Repository.Model("babyweight_keyed_reference"));
        TfKeyedException refusal = Assert.Throws<TfKeyedException>(() => KeyingPlan.For(model));
        Assert.Equal(ErrorKind.Refused, refusal.Kind);
        Assert.Contains("keyed already", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--key client_key", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_means_something_else_is_refused_with_another_name()
    {
        SavedModel model = SavedModel.Load(Repository.Model("has_key_input"));
        TfKeyedException refusal = Assert.Throws<TfKeyedException>(() => KeyingPlan.For(model));
        Assert.Equal(ErrorKind.Refused, refusal.Kind);
        Assert.Contains("means something else", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--key client_key", refusal.Message, StringComparison.Ordinal);
    }

    private static bool KeyPathEquality(KeyPath a, KeyPath b) => a.Input == b.Input && a.Output == b.Output && a.Nodes.SequenceEqual(b.Nodes);
}

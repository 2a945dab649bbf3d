using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Embedded;
using TfKeyedExport.Keying;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Verdicts;

/// <summary>A check reads what no engine runs: whether Python's loader hands each input over as what it is.</summary>
public class PythonLoaderTests
{
    [Fact]
    public void Inputs_that_keep_their_places_are_passed()
    {
        CheckReport report = Run(Keyed("names_dash", "user-key"));
        report.IsSafe();
        Assert.Equal(PropertyStatus.Passed, report.Property(PropertyNames.PythonLoader).Status);
    }

    [Theory]
    [InlineData("names_dash", "user-key", "'user1' arrives as 'user-key'", "in silence")]
    [InlineData("names_separators", "key", "'x1' arrives as 'x-1'", "with an error")]
    [InlineData("names_digit_nosig", "key", "'Address' arrives as '1st_name'", "in silence")]
    public void A_key_and_an_input_that_Python_swaps_are_unsafe(string model, string key, params string[] words)
    {
        CheckReport report = Run(ByNameOnly(Keyed(model, key)));
        Assert.Equal((Verdict.Unsafe, 1), (report.Verdict, report.ExitCode));
        Assert.All(report.Outputs, o => Assert.Equal(Verdict.Safe, o.Verdict));
        PropertyReport property = report.Property(PropertyNames.PythonLoader);
        Assert.Equal(PropertyStatus.Failed, property.Status);
        using var text = new StringWriter();
        report.WriteText(text);
        using var html = new StringWriter();
        report.WriteHtml(html);
        Assert.All(words, w => Assert.Contains(w, property.Detail, StringComparison.Ordinal));
        Assert.Contains($"  {property.Detail}.", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("unsafe in Python", html.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_TensorFlow_1_is_skipped()
    {
        CheckReport report = Run(Keyed("babyweight_tf1", "key"));
        report.IsSafe();
        Assert.Equal(PropertyStatus.Skipped, report.Property(PropertyNames.PythonLoader).Status);
    }

    [Fact]
    public void A_signature_that_Python_refuses_is_skipped_since_nothing_is_swapped_in_silence()
    {
        SavedModel model = Keyed("names_dash", "key");
        SavedBareConcreteFunction signature = Signature(model);
        SavedConcreteFunction function = model.MetaGraphs[0].Proto.ObjectGraphDef.ConcreteFunctions[signature.ConcreteFunctionName];
        StructuredValue inputs = function.CanonicalizedInputSignature.TupleValue.Values[1];
        inputs.DictValue.Fields["class"] = inputs.DictValue.Fields["user1"];
        inputs.DictValue.Fields.Remove("user1");
        CheckReport report = Run(model);
        report.IsSafe();
        PropertyReport property = report.Property(PropertyNames.PythonLoader);
        Assert.Equal((PropertyStatus.Skipped, true), (property.Status, property.Detail.Contains("'class'", StringComparison.Ordinal)));
    }

    private static SavedModel Keyed(string model, string key) => KeyingPlan.For(SavedModel.Load(Repository.Model(model)), new() { Keys = [new(key)] }).Apply();

    private static SavedBareConcreteFunction Signature(SavedModel model) =>
        model.MetaGraphs[0].Proto.ObjectGraphDef.Nodes.Select(n => n.BareConcreteFunction).Last(f => f is not null);

    /// <summary>The model as it was written before: every argument by name only, so that Python sorts them.</summary>
    private static SavedModel ByNameOnly(SavedModel model)
    {
        var fields = Signature(model).FunctionSpec.Fullargspec.NamedTupleValue.Values.ToDictionary(v => v.Key, v => v.Value);
        Assert.Empty(fields["kwonlyargs"].ListValue.Values);
        fields["kwonlyargs"].ListValue.Values.AddRange(fields["args"].ListValue.Values);
        fields["args"].ListValue.Values.Clear();
        return model;
    }

    private static CheckReport Run(SavedModel model) => new KeyCheck(new EmbeddedEngine(), model) { Seed = 7 }.Run(TestContext.Current.CancellationToken);
}

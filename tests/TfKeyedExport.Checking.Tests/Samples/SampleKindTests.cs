using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Embedded;
using TfKeyedExport.Hosting;
using TfKeyedExport.Keying;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Samples;

/// <summary>One model with a signature for each thing that may happen to an input: sample values have to follow it, or the model refuses them.</summary>
[Collection(TensorFlowSession.Name)]
public class SampleKindTests
{
    private static readonly SavedModel Kinds = SavedModel.Load(Repository.Case("sample_kinds"));

    public static TheoryData<string> Signatures => [.. Kinds.MetaGraphs[0].Signatures.Where(s => s.Inputs.Count > 0).Select(s => s.Name)];

    /// <summary>The embedded engine decodes no images.</summary>
    public static TheoryData<string> WithoutImages => [.. Signatures.Select(s => s.Data).Where(s => !s.StartsWith("image", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(WithoutImages))]
    public void The_model_takes_every_sample_row(string signature) => TakesEveryRow(signature, new EmbeddedEngine());

    [Theory]
    [MemberData(nameof(Signatures))]
    public void So_it_does_on_TensorFlow(string signature) => TakesEveryRow(signature, TensorFlowForTests.Engine());

    [Theory]
    [InlineData("cast", "indices below 50")]
    [InlineData("shifted", "values from 1000 to 1049")]
    [InlineData("scaled", "values from 0 to 4.9")]
    [InlineData("in_while", "indices below 50")]
    [InlineData("assert_ge", "values from 10 to 19.98")]
    [InlineData("assert_even", "multiples of 2")]
    [InlineData("text_index", "indices below 50, numbers as text")]
    [InlineData("csv_index", "records of 3 columns")]
    [InlineData("image_base64", "in Base64 images as PNG")]
    [InlineData("base64_example", "in Base64 tf.Examples with 1 features")]
    [InlineData("sequence", "tf.SequenceExamples with 1 features and 3 of their steps")]
    public void The_report_says_which_values_were_taken(string signature, string told) =>
        Assert.Contains(told, Assert.Single(SampleRows.Make(Kinds, signature).Remarks), StringComparison.Ordinal);

    private static void TakesEveryRow(string signature, IEngine engine)
    {
        SavedModel keyed = KeyingPlan.For(Kinds, new KeyingRequest { Signature = signature, From = signature, Keys = [new KeySpec("client_key")] }).Apply();
        CheckReport report = new KeyCheck(engine, keyed) { Signature = signature }.Run(TestContext.Current.CancellationToken);
        Assert.Equal((Verdict.Safe, 64), (report.Verdict, report.Rows));
        Assert.DoesNotContain(report.Notes, n => n.Contains("refuse", StringComparison.Ordinal));
    }
}

using System.Text.Json;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Embedded;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Keying;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Checking.Tests;

/// <summary>Every model of the repository, keyed in memory, gets the verdict that it deserves.</summary>
[Collection(TensorFlowSession.Name)]
public class ModelVerdictTests
{
    private static readonly Lazy<JsonDocument> Verdicts = new(() => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Repository.Models, "verdicts.json"))));

    public static TheoryData<string> Models =>
        [.. Verdicts.Value.RootElement.EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.Object).Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Models))]
    public void The_embedded_engine_finds_the_verdict(string model) => Judge(model, new EmbeddedEngine());

    [Theory]
    [MemberData(nameof(Models))]
    public void TensorFlow_finds_the_verdict(string model) => Judge(model, TensorFlowForTests.Engine(), new EmbeddedEngine());

    [Theory]
    [MemberData(nameof(Models))]
    public void TensorFlow_finds_the_verdict_also_if_there_is_no_other_engine_to_ask(string model) => Judge(model, TensorFlowForTests.Engine());

    private static void Judge(string name, IEngine engine, IEngine? invariant = null)
    {
        JsonElement deserved = Verdicts.Value.RootElement.GetProperty(name);
        SavedModel original = SavedModel.Load(Repository.Model(name));
        string signature = "serving_default";
        SavedModel keyed = original;
        if (name != "babyweight_keyed_reference")
        {
            keyed = KeyingPlan.For(original, new KeyingRequest
            {
                Signature = signature,
                From = deserved.TryGetProperty("from", out JsonElement from) ? from.GetString() : null,
                Keys = [new KeySpec("client_key")],
            }).Apply();
        }
        CheckReport report;
        try
        {
            report = new KeyCheck(engine, keyed) { Signature = signature, Seed = 7, Invariant = invariant }.Run(TestContext.Current.CancellationToken);
        }
        catch (TfKeyedException e) when (e.Kind == ErrorKind.Engine
            && engine is EmbeddedEngine
            && e.Message.Contains("the embedded engine cannot run", StringComparison.Ordinal))
        {
            Assert.Skip(e.Message);
            throw;
        }
        var expected = deserved.TryGetProperty("unsafe", out JsonElement blamed)
            ? blamed.EnumerateObject().ToDictionary(b => b.Name, b => b.Value.GetString()!)
            : [];
        var found = report.Outputs.Where(o => o.Verdict == Verdict.Unsafe).ToDictionary(o => o.Name, o => o.Reason?.Name() ?? "none");
        string seen = string.Join(Environment.NewLine, report.Properties.Select(p => $"{p.Name}: {p.Status.Name()}: {p.Detail}").Concat(report.Notes));
        TestContext.Current.TestOutputHelper?.WriteLine(seen);
        Assert.True(expected.Count == found.Count && expected.All(e => found.GetValueOrDefault(e.Key) == e.Value),
            $"expected {string.Join(", ", expected)}, found {string.Join(", ", found)}{Environment.NewLine}{seen}");
        var scalars = deserved.TryGetProperty("scalar", out JsonElement listed) ? listed.EnumerateArray().Select(s => s.GetString()!).Order().ToList() : [];
        Assert.Equal(scalars, report.Outputs.Where(o => o.Scalar).Select(o => o.Name).Order());
        Assert.All(report.Properties, p => Assert.True(report.Verdict == Verdict.Unsafe || p.Status != PropertyStatus.Failed, p.Detail));
    }
}

using TfKeyedExport.Conformance.Batching;
using TfKeyedExport.Conformance.Cases;
using TfKeyedExport.Conformance.Grpc;
using TfKeyedExport.Conformance.Json;
using TfKeyedExport.Conformance.Running;
using TfKeyedExport.Conformance.Servers;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Server.Tests.Conformance;

/// <summary>The project's own cases: all that they say is looked at, and their models are there.</summary>
public class OwnCasesTests
{
    private static readonly string CasesFolder = Path.Combine(Repository.Root, "tests", "Conformance");
    private static readonly IReadOnlyList<Case> AllCases = CaseFiles.Read(CasesFolder);

    [Fact]
    public void There_are_353() => Assert.Equal(353, AllCases.Count);

    [Fact]
    public void Nothing_that_they_say_is_unknown() => Assert.All(AllCases, c => Assert.Null(Unknown(c)));

    [Fact]
    public void Each_setup_is_known()
    {
        foreach (Case one in AllCases.Where(c => c.Kind is CaseKind.Rest or CaseKind.Grpc))
            Assert.NotNull(Setup.Parse(one.Setup));
    }

    [Fact]
    public void The_models_of_each_are_there()
    {
        var models = new ModelIndex(Path.Combine(CasesFolder, "models"));
        foreach (Case one in AllCases.Where(c => c.Kind != CaseKind.Unit))
            Assert.All(models.Of(one), m => Assert.NotEmpty(Directory.EnumerateDirectories(Path.Combine(models.Folder, m))));
    }

    [Fact]
    public void Each_request_by_grpc_can_be_made()
    {
        foreach (Case one in AllCases.Where(c => c.Kind == CaseKind.Grpc))
            Assert.NotNull(MessageReader.Read(one.Node["request"]!, GrpcMethods.Find(one.Text("service")!, one.Text("method")!).InputType));
        foreach (Step step in AllCases.Where(c => c.Kind == CaseKind.Batching).SelectMany(c => Step.Of(c.Node)).Where(s => s.Predict is not null))
            Assert.NotNull(MessageReader.Read(step.Request(), GrpcMethods.Find("tensorflow.serving.PredictionService", "Predict").InputType));
    }

    [Theory]
    [InlineData("""{"id": "a", "signature": {}, "kind": "decode", "expect": {}, "new": 1}""")]
    [InlineData("""{"id": "a", "signature": {}, "kind": "decode", "expect": {"new": 1}}""")]
    [InlineData("""{"id": "a", "signature": {}, "kind": "new", "expect": {}}""")]
    [InlineData("""{"id": "a", "signature": {}, "kind": "encode", "via": "new", "expect": {}}""")]
    [InlineData("""{"id": "a", "setup": "S1", "request": {"new": 1}, "expect": {}}""")]
    [InlineData("""{"id": "a", "setup": "S1", "request": {}, "expect": {"new": 1}}""")]
    [InlineData("""{"id": "a", "service": "s", "request": {}, "expect": {"new": 1}}""")]
    [InlineData("""{"id": "a", "service": "s", "new": 1, "expect": {}}""")]
    [InlineData("""{"id": "a", "steps": [], "model": {"new": 1}, "expect": {}}""")]
    [InlineData("""{"id": "a", "steps": [], "model": {}, "expect": {"new": 1}}""")]
    [InlineData("""{"id": "a", "steps": [{"new": 1}], "model": {}, "expect": {}}""")]
    [InlineData("""{"id": "a", "steps": [{"predict": {"new": 1}}], "model": {}, "expect": {}}""")]
    [InlineData("""{"id": "a", "steps": [{"predict": {"inputs": {"x": {"new": 1}}}}], "model": {}, "expect": {}}""")]
    [InlineData("""{"id": "a", "steps": [{"reload": "new"}], "model": {}, "expect": {}}""")]
    [InlineData("""{"id": "a", "steps": [{"start_with": "new"}], "model": {}, "expect": {}}""")]
    [InlineData("""{"id": "a", "steps": [{"via": "new"}], "model": {}, "expect": {}}""")]
    [InlineData("""{"id": "a", "setup": "unit", "expect": {"canonical": "OK", "new": 1}}""")]
    public void What_nobody_knows_fails_its_case(string one) =>
        Assert.StartsWith("the runner does not know", Unknown(new Case(JsonReader.Parse(one))), StringComparison.Ordinal);

    [Theory]
    [InlineData("S1 with a dragon")]
    [InlineData("S1 + a dragon")]
    [InlineData("S1; after a dragon")]
    [InlineData("a dragon")]
    public void A_setup_that_nobody_knows_fails_its_case(string setup) => Assert.Throws<FormatException>(() => Setup.Parse(setup));

    [Fact]
    public void A_setup_says_flags_labels_deadlines_and_what_comes_before()
    {
        Assert.Equal(["--a=b", "--c"], Setup.Parse("S1 + --a=b + --c").Flags);
        Assert.Equal(124, Setup.Parse("S3 with labels A->123, B->124").Labels["B"]);
        Assert.Equal(TimeSpan.FromMilliseconds(200), Setup.Parse("S7: slow model, client deadline 200 ms").Deadline);
        Assert.Equal(["foo"], Setup.Parse("S1 + monitoring config prometheus_config{enable:true}; after one REST predict to unknown model foo").Before);
        Assert.Equal([123L], Setup.Parse("two_versions first configured with specific {123}").Versions);
    }

    private static string? Unknown(Case one) => one.Kind switch
    {
        CaseKind.Json => JsonCaseRun.Unknown(one),
        CaseKind.Rest => RestCaseRun.Unknown(one),
        CaseKind.Grpc => GrpcCaseRun.Unknown(one),
        CaseKind.Unit => UnitCaseRun.Unknown(one),
        _ => BatchingCaseRun.Unknown(one),
    };
}

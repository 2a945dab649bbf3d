using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Cli.Tests.Hostile;

/// <summary>Models that lie, are damaged or ask for too much: a clear error with its exit code, never a crash, a hang or an answer.</summary>
public sealed class HostileModelTests(HostileModels models) : IClassFixture<HostileModels>, IDisposable
{
    private const string Defect = "defect of tfkeyed";
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> TypeLies => HostileModels.Names("type-lies");

    public static TheoryData<string> Operations => HostileModels.Names("ops");

    public static TheoryData<string> Uninitialised => HostileModels.Names("uninit");

    public static TheoryData<string> Damaged => HostileModels.Names("fuzz");

    [Theory]
    [MemberData(nameof(TypeLies))]
    public void A_type_that_is_not_the_promised_one_is_refused_with_the_place_where(string name)
    {
        Outcome run = RunCases("type-lies", name);

        Refused(run, 3, 5);
        Assert.DoesNotContain("\"outputs\"", run.Output, StringComparison.Ordinal);
        Assert.Matches("node|signature|variable", run.Error + run.Output);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void An_operation_on_hostile_inputs_ends_with_a_clear_error(string name) => Refused(RunCases("ops", name), 3, 5, 9);

    [Theory]
    [MemberData(nameof(Uninitialised))]
    public void Memory_that_nobody_wrote_is_in_no_answer(string name) => Refused(RunCases("uninit", name), 3, 5);

    [Theory]
    [MemberData(nameof(Damaged))]
    public void A_damaged_model_ends_with_a_clear_error_by_every_verb(string name)
    {
        string[] parts = name.Split('-');
        string model = models["fuzz", name];
        string cases = Path.Combine(Repository.Models, parts[0] + ".golden.json");
        string[] limits = ["--engine", "embedded", "--time-limit", "10", "--memory-limit", "256MiB"];
        Outcome run = parts[1] switch
        {
            "run" => Tfkeyed.Run(["run", model, "--cases", cases, .. limits]),
            "check" => Tfkeyed.Run(["check", model, "--seconds", "10", .. limits]),
            "xcheck" => Tfkeyed.Run(["export", model, _folder["out"], "--check", .. limits]),
            _ => Tfkeyed.Run(["inspect", model]),
        };

        Refused(run, 3, 4, 5, 9);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public void A_loop_without_an_end_ends_with_the_limit_of_time() =>
        Refused(
            Tfkeyed.Run(
                "run", models["other", "infinite-loop"], "--cases", Path.Combine(models["other", "infinite-loop"], "cases.json"), "--engine", "embedded",
                "--time-limit", "0.5"),
            9);

    [Fact]
    public void Strings_count_towards_the_limit_of_memory() =>
        Refused(
            Tfkeyed.Run(
                "run", models["other", "strings-past-limit"], "--cases", Path.Combine(models["other", "strings-past-limit"], "cases.json"), "--engine",
                "embedded", "--memory-limit", "64MiB"),
            9);

    [Fact]
    public void What_a_model_says_of_TensorFlows_own_operations_counts_for_nothing()
    {
        File.WriteAllText(_folder["request.json"], """{"instances": [1.0]}""");

        Refused(Tfkeyed.Run("run", models["other", "redeclared-op-write"], "--request", _folder["request.json"], "--engine", "embedded"), 3, 4, 5);
    }

    public void Dispose() => _folder.Dispose();

    private Outcome RunCases(string kind, string name) =>
        Tfkeyed.Run(
            "run", models[kind, name], "--cases", Path.Combine(models[kind, name], "cases.json"), "--engine", "embedded", "--time-limit", "10",
            "--memory-limit", "256MiB");

    private static void Refused(Outcome run, params int[] codes)
    {
        Assert.True(codes.Contains(run.Code), $"exit code {run.Code}: {run.Error}{run.Output}");
        Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Defect, run.Error, StringComparison.Ordinal);
    }
}

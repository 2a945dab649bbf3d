using TfKeyedExport.Server.Flags;
using TfKeyedExport.Serving.Configuration;
using Xunit;

namespace TfKeyedExport.Server.Tests.Flags;

/// <summary>No flag of TensorFlow Serving's is forgotten.</summary>
public class TensorFlowServingFlagTests
{
    private static readonly ServerOptions Defaults = ((FlagOutcome.Start)ServerFlags.Parse([])).Options;

    public static TheoryData<string> Names => [.. FlagFacts.All.Select(f => f.Name)];

    public static TheoryData<string> Counting => [.. FlagFacts.All.Where(f => f.Counts && f.Name != "version").Select(f => f.Name)];

    public static TheoryData<string> Ignored => [.. FlagFacts.All.Where(f => !f.Counts).Select(f => f.Name)];

    [Fact]
    public void There_are_flags_of_both_kinds() => Assert.True(Counting.Count >= 25 && Ignored.Count >= 15);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_default_is_TF_Servings(string name)
    {
        // Where it follows from the machine, so does ours.
        FlagFacts facts = Facts(name);
        if (facts.Counts && facts.Default.Contains("CPUs", StringComparison.Ordinal))
            Assert.Equal("as many as work well", FlagTable.Find(name)!.Default);
        else if (name != "version")
            Assert.Equal(facts.Default, FlagTable.Find(name)!.Default);
    }

    [Theory]
    [MemberData(nameof(Counting))]
    public void A_flag_that_counts_changes_the_options_however_it_is_written(string name)
    {
        string value = Facts(name).Example;
        ServerOptions options = Options([$"--{name}={value}"]);
        Assert.NotEqual(Defaults, options);
        Assert.Equal(options, Options([$"--{name}", value]));
        Assert.Equal(options, Options([$"--{name.Replace('_', '-')}={value}"]));
        Assert.Equal(options, Options([$"--{name.Replace('_', '-')}", value]));
        Assert.True(FlagTable.Find(name)!.IsTensorFlowServings);
    }

    [Theory]
    [MemberData(nameof(Counting))]
    public void A_flag_given_its_default_changes_nothing(string name)
    {
        string value = Facts(name).Default;
        if (!value.Contains("CPUs", StringComparison.Ordinal))
            Assert.Equal(Defaults, Options([$"--{name}={value}"]));
    }

    [Theory]
    [MemberData(nameof(Counting))]
    public void Of_a_flag_given_twice_the_last_one_counts(string name)
    {
        string value = Facts(name).Example;
        string other = Facts(name).Type switch { "bool" => Facts(name).Default, "string" => "other", _ => "9" };
        Assert.Equal(Options([$"--{name}={value}"]), Options([$"--{name}={other}", $"--{name}={value}"]));
    }

    [Theory]
    [MemberData(nameof(Ignored))]
    public void A_flag_without_a_meaning_is_taken_with_one_warning_that_says_why(string name)
    {
        string value = Facts(name).Example;
        var outcome = Assert.IsType<FlagOutcome.Start>(ServerFlags.Parse([$"--{name}={value}", $"--{name.Replace('_', '-')}", value]));
        Assert.Equal(Defaults, outcome.Options);
        string warning = Assert.Single(outcome.Warnings);
        Assert.StartsWith($"--{name} is ignored: ", warning, StringComparison.Ordinal);
        Assert.True(warning.Length > name.Length + 30, warning);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_value_of_another_type_is_refused(string name)
    {
        FlagFacts facts = Facts(name);
        if (facts.Type == "string" || name == "version")
            return;
        string error = Assert.Single(Assert.IsType<FlagOutcome.Refuse>(ServerFlags.Parse([$"--{name}=some"])).Errors);
        Assert.StartsWith($"--{name}: 'some' is n", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_flag_said_to_be_TF_Servings_is() =>
        Assert.Equal(
            FlagFacts.All.Select(f => f.Name).Where(n => n != "version").Order(StringComparer.Ordinal),
            FlagTable.All.Where(f => f.IsTensorFlowServings).Select(f => f.Name).Order(StringComparer.Ordinal));

    private static FlagFacts Facts(string name) => FlagFacts.All.Single(f => f.Name == name);

    private static ServerOptions Options(string[] args) => Assert.IsType<FlagOutcome.Start>(ServerFlags.Parse(args)).Options;
}

using TfKeyedExport.Server.Flags;
using Xunit;

namespace TfKeyedExport.Server.Tests.Flags;

public class ServerHelpTests
{
    [Fact]
    public void Every_flag_is_in_the_help() =>
        Assert.DoesNotContain(FlagTable.All, f => !ServerHelp.Text.Contains($"--{f.Name}", StringComparison.Ordinal));

    [Fact]
    public void Every_flag_is_described_in_one_sentence_or_two() =>
        Assert.DoesNotContain(FlagTable.All.Where(f => f.WhyIgnored is null), f => f.Description is not [>= 'A' and <= 'Z', .., '.']);

    [Fact]
    public void Lines_fit_on_a_screen() => Assert.DoesNotContain(ServerHelp.Text.Split('\n'), l => l.Length > 132);

    [Fact]
    public void Flags_stand_in_groups_of_which_each_has_some()
    {
        FlagGroup[] groups = [.. FlagTable.All.Select(f => f.Group).Distinct()];
        Assert.Equal(Enum.GetValues<FlagGroup>(), groups);
    }

    [Fact]
    public void Only_ours_are_written_with_hyphens() =>
        Assert.DoesNotContain(FlagTable.All, f => f.IsTensorFlowServings && f.Name.Contains('-', StringComparison.Ordinal));
}

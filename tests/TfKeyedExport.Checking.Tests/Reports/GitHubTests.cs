using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Tests.Fakes;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Reports;

public class GitHubTests
{
    private static CheckReport Unsafe => Check.Run(Models.Batch(x => [.. x.Reverse()]), rows: 12);

    private static string Annotations(CheckReport report, string? workspace = null)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        report.WriteGitHubAnnotations(writer, workspace);
        return writer.ToString();
    }

    private static CheckReport At(string source, string what = "turns rows around") => Unsafe with
    {
        Outputs =
        [
            .. Unsafe.Outputs.Select(o => o.Verdict == Verdict.Unsafe ? o with { Culprit = new Culprit("reverse", "Reverse", source) { What = what } } : o),
        ],
    };

    [Fact]
    public void An_unsafe_output_is_an_error_at_the_line_that_made_it()
    {
        string line = Assert.Single(Annotations(At("/home/me/work/model, a.py:12"), "/home/me/work").TrimEnd('\n').Split('\n'));

        Assert.StartsWith(
            "::error file=model%2C a.py,line=12,title=keyed%2C signature serving_default%3A y is unsafe (order)::", line, StringComparison.Ordinal);
        Assert.Contains("Reverse 'reverse'", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("C:")]
    [InlineData("no line")]
    [InlineData("")]
    [InlineData(":3")]
    public void A_source_without_a_line_is_left_out(string source) =>
        Assert.StartsWith("::error title=", Annotations(At(source)), StringComparison.Ordinal);

    [Fact]
    public void What_strangers_wrote_makes_no_commands_of_its_own()
    {
        string text = Annotations(At("a.py:1\n::stop-commands::x:1", "100% \r\n::error::\u001b[31m boo"));

        string line = Assert.Single(text.TrimEnd('\n').Split('\n'));
        Assert.DoesNotContain('\r', line);
        Assert.DoesNotContain('\u001b', line);
        Assert.Contains("100%25 \\r\\n::error::", line, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_undecided_is_a_warning_and_what_is_not_proved_a_notice()
    {
        Assert.StartsWith("::warning title=", Annotations(Check.Run(Models.Rows(_ => 3), rows: 12)), StringComparison.Ordinal);
        Assert.All(
            Annotations(Check.Run(Models.Rows(x => x * 2), rows: 12)).TrimEnd('\n').Split('\n'),
            line => Assert.StartsWith("::notice title=", line, StringComparison.Ordinal));
    }

    [Fact]
    public void The_summary_is_a_table_in_which_names_are_plain_text()
    {
        using var writer = new StringWriter { NewLine = "\n" };
        (Unsafe with { Model = "a|b <img src=x> [x](y) `c`" }).WriteGitHubSummary(writer);

        Assert.Contains("| y | **unsafe** (order) |", writer.ToString(), StringComparison.Ordinal);
        Assert.Contains("a&#124;b &lt;img", writer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("](", writer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('`', writer.ToString());
    }
}

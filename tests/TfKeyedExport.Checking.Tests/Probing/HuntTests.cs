using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Errors;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Probing;

public class HuntTests
{
    [Fact]
    public void A_model_whose_every_call_goes_beyond_a_limit_is_undecided() =>
        Check.Run(Models.Rows(_ => throw TfKeyedException.Limit("it took too long")))
            .IsUndecided("no call was answered, also not with a single row: it took too long");

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    public void A_check_that_ends_before_rows_were_compared_is_undecided(int calls) => Check.Run(Models.Stateful(() =>
    {
        int made = 0;
        return x => ++made > calls ? throw TfKeyedException.Limit("it took too long") : x;
    })).IsUndecided("--seconds");

    [Fact]
    public void Rows_whose_calls_do_not_end_are_left_out_and_told()
    {
        CheckReport report = Check.Run(Models.Batch(x => x.Any(v => v is > 1 and < 1.2f) ? throw TfKeyedException.Limit("it took too long") : x));

        report.IsSafe();
        Assert.InRange(report.Rows, 2, 63);
        Assert.Contains(report.Notes, n => n.Contains("do not end in time", StringComparison.Ordinal));
    }

    [Fact]
    public void Calls_beyond_a_limit_are_told_and_prove_nothing()
    {
        CheckReport report = Check.Run(Models.Stateful(() =>
        {
            int calls = 0;
            return x => ++calls > 220 ? throw TfKeyedException.Limit("it took too long") : x;
        }));

        Assert.All(report.Outputs, o => Assert.Null(o.Counterexample));
        Assert.Contains(
            report.Notes, n => n.Contains("3 calls went beyond a limit", StringComparison.Ordinal) && n.Contains("it took too long", StringComparison.Ordinal));
        Assert.Contains(report.Notes, n => n.Contains("the check ended early", StringComparison.Ordinal));
        PropertyReport untried = report.Property(PropertyNames.FreshStart);
        Assert.Equal(PropertyStatus.Skipped, untried.Status);
        Assert.Contains("not tried", untried.Detail, StringComparison.Ordinal);
    }
}

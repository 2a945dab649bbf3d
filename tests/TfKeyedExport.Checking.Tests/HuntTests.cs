using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Errors;
using Xunit;

namespace TfKeyedExport.Checking.Tests;

public class HuntTests
{
    [Fact]
    public void A_model_whose_every_call_goes_beyond_a_limit_gets_no_report()
    {
        TfKeyedException error = Assert.Throws<TfKeyedException>(() => Check.Run(Models.Rows(_ => throw TfKeyedException.Limit("it took too long"))));
        Assert.Equal((ErrorKind.Limit, "it took too long"), (error.Kind, error.What));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    public void A_check_that_ends_before_rows_were_compared_gives_no_verdict(int calls)
    {
        TfKeyedException error = Assert.Throws<TfKeyedException>(() => Check.Run(Models.Stateful(() =>
        {
            int made = 0;
            return x => ++made > calls ? throw TfKeyedException.Limit("it took too long") : x;
        })));
        Assert.Equal(ErrorKind.Limit, error.Kind);
        Assert.Contains("too little for a verdict", error.What, StringComparison.Ordinal);
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
        Assert.Contains(report.Notes, n => n.Contains("3 calls went beyond a limit", StringComparison.Ordinal) && n.Contains("it took too long", StringComparison.Ordinal));
        Assert.Contains(report.Notes, n => n.Contains("the check ended early", StringComparison.Ordinal));
        PropertyReport untried = report.Property(PropertyNames.FreshStart);
        Assert.Equal(PropertyStatus.Skipped, untried.Status);
        Assert.Contains("not tried", untried.Detail, StringComparison.Ordinal);
    }
}

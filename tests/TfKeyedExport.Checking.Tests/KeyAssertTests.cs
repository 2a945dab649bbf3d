using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Embedded;
using TfKeyedExport.Testing;
using Xunit;

using Check = TfKeyedExport.Checking.Tests.Fakes.Check;

namespace TfKeyedExport.Checking.Tests;

public class KeyAssertTests
{
    [Fact]
    public void A_model_that_is_proved_passes_in_one_line()
    {
        CheckReport report = KeyAssert.Safe(
            new EmbeddedEngine(), Repository.Model("babyweight_keyed_reference"), proved: true, TestContext.Current.CancellationToken);
        Assert.Equal("proved", report.Proof);
    }

    [Fact]
    public void An_unsafe_model_fails_with_the_report()
    {
        UnsafeKeysException error = Assert.Throws<UnsafeKeysException>(() => Check.Run(Models.Batch(x => [.. x.Reverse()])).Require());
        Assert.Contains("UNSAFE", error.Message, StringComparison.Ordinal);
        Assert.Equal(Reason.Order, error.Report.Output("y").Reason);
    }

    [Fact]
    public void What_is_undecided_or_only_tested_is_not_what_was_asked_for()
    {
        Assert.Throws<UnsafeKeysException>(() => Check.Run(Models.Rows(_ => 3)).Require());
        CheckReport tested = Check.Run(Models.Rows(x => x));
        Assert.Same(tested, tested.Require());
        Assert.Throws<UnsafeKeysException>(() => tested.Require(proved: true));
    }
}

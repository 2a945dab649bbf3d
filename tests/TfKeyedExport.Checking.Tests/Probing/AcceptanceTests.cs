using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Tests.Fakes;
using TfKeyedExport.Errors;
using Xunit;

namespace TfKeyedExport.Checking.Tests.Probing;

public class AcceptanceTests
{
    [Fact]
    public void What_the_engine_does_not_implement_is_no_refusal_of_rows()
    {
        TfKeyedException error = Assert.Throws<UnimplementedException>(
            () => Check.Run(Models.Batch(_ => throw new UnimplementedException("no NHWC here", null, "save it anew"))));
        Assert.Equal("no NHWC here", error.What);
    }

    [Fact]
    public void Rows_that_are_refused_are_told_with_the_models_reason_and_what_helps()
    {
        CheckReport report = Check.Run(Models.Batch(_ => throw TfKeyedException.Engine("x is odd", null, "make it even")));
        report.IsUndecided("--examples FILE");
        Assert.StartsWith("the model refuses all 64 sample rows (x is odd)", report.WhyUndecided, StringComparison.Ordinal);
        Assert.EndsWith("; or make it even", report.WhyUndecided, StringComparison.Ordinal);
    }
}

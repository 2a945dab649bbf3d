using System.Diagnostics;
using TfKeyedExport.Serving.Tracing;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Tracing;

public class TraceParentTests
{
    private const string Right = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Fact]
    public void A_header_names_a_trace_its_span_and_whether_it_is_recorded()
    {
        ActivityContext context = TraceParent.Read(Right, "a=1,b=2");
        Assert.Equal("0af7651916cd43dd8448eb211c80319c", context.TraceId.ToHexString());
        Assert.Equal("b7ad6b7169203331", context.SpanId.ToHexString());
        Assert.Equal(ActivityTraceFlags.Recorded, context.TraceFlags);
        Assert.Equal("a=1,b=2", context.TraceState);
        Assert.True(context.IsRemote);
    }

    [Fact]
    public void A_later_version_may_say_more() => Assert.NotEqual(default, TraceParent.Read("01" + Right[2..] + "-more", null));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00")]
    [InlineData(Right + "-more")]
    [InlineData(Right + "0")]
    [InlineData("ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01")]
    [InlineData("00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01")]
    [InlineData("00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-zz")]
    [InlineData("00-0af7651916cd43dd8448eb211c8031\u00e9c-b7ad6b7169203331-01")]
    public void What_has_another_form_is_passed_over(string? parent) => Assert.Equal(default, TraceParent.Read(parent, null));

    [Fact]
    public void What_is_long_is_not_carried_on()
    {
        Assert.Equal(default, TraceParent.Read("01" + Right[2..] + "-" + new string('a', 1000), null));
        Assert.Null(TraceParent.Read(Right, "a=" + new string('a', 1000)).TraceState);
        Assert.Null(TraceParent.Read(Right, "a=\n").TraceState);
    }
}

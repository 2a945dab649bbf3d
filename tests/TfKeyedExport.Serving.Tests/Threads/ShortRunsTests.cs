using Microsoft.Extensions.Time.Testing;
using TfKeyedExport.Serving.Threads;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Threads;

public sealed class ShortRunsTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_call_has_one_to_two_periods()
    {
        using var runs = new ShortRuns(_time);
        CancellationToken first = runs.Begin();
        _time.Advance(ShortRuns.Period);
        CancellationToken second = runs.Begin();
        Assert.False(first.IsCancellationRequested);
        _time.Advance(ShortRuns.Period);
        Assert.True(first.IsCancellationRequested);
        Assert.False(second.IsCancellationRequested);
        _time.Advance(ShortRuns.Period);
        Assert.True(second.IsCancellationRequested);
    }

    [Fact]
    public void Calls_of_one_period_share_a_token()
    {
        using var runs = new ShortRuns(_time);
        Assert.Equal(runs.Begin(), runs.Begin());
    }

    [Fact]
    public void It_wakes_up_after_a_rest()
    {
        using var runs = new ShortRuns(_time);
        for (int i = 0; i < 3; i++)
        {
            CancellationToken token = runs.Begin();
            _time.Advance(ShortRuns.Period * 20);
            Assert.True(token.IsCancellationRequested);
        }
    }
}

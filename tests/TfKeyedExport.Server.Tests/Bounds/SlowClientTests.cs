using Microsoft.Extensions.Time.Testing;
using TfKeyedExport.Server.Bounds;
using Xunit;

namespace TfKeyedExport.Server.Tests.Bounds;

/// <summary>Who gets on, and who does not, over a clock that stands still until the test turns it.</summary>
public sealed class SlowClientTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Whoever_gets_on_in_each_window_is_never_too_slow_however_long_it_takes()
    {
        using var client = new SlowClient(_time, TimeSpan.FromSeconds(10), 100, CancellationToken.None);
        for (int i = 0; i < 20; i++)
        {
            client.Passed(60);
            _time.Advance(TimeSpan.FromSeconds(4.5));
        }
        Assert.False(client.IsTooSlow || client.Token.IsCancellationRequested);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    [InlineData(1_000_000)]
    public void Whoever_stops_is_too_slow_after_one_window_whatever_came_before(long bytes)
    {
        using var client = new SlowClient(_time, TimeSpan.FromSeconds(10), 100, CancellationToken.None);
        client.Passed(bytes);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.True(client.IsTooSlow && client.Token.IsCancellationRequested);
    }

    [Fact]
    public void Whoever_has_gone_was_not_too_slow()
    {
        using var gone = new CancellationTokenSource();
        using var client = new SlowClient(_time, TimeSpan.FromSeconds(10), 100, gone.Token);
        gone.Cancel();
        Assert.True(client.Token.IsCancellationRequested && !client.IsTooSlow);
    }
}

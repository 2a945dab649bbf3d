using System.Net;
using Microsoft.Extensions.Time.Testing;
using TfKeyedExport.Server.Hosting;
using Xunit;

namespace TfKeyedExport.Server.Tests.Hosting;

public sealed class EndingTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task While_it_ends_calls_are_answered_as_the_last_of_their_connection()
    {
        await using WebHarness web = await WebHarness.Start();
        using var http = new HttpClient();
        var status = new Uri($"http://127.0.0.1:{web.RestPort}/v1/models/m");
        using HttpResponseMessage before = await http.GetAsync(status, TestContext.Current.CancellationToken);
        web.BeginToEnd();
        Task gone = web.Connections.WhenNone(TimeSpan.FromDays(1), _time);
        Assert.False(gone.IsCompleted);
        using HttpResponseMessage after = await http.GetAsync(status, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, false, true), (after.StatusCode, before.Headers.ConnectionClose ?? false, after.Headers.ConnectionClose));
        await gone.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void With_no_connection_there_is_nothing_to_wait_for() =>
        Assert.True(new Connections().WhenNone(TimeSpan.FromDays(1), _time).IsCompletedSuccessfully);

    [Fact]
    public async Task Who_does_not_leave_is_not_waited_for_longer_than_that()
    {
        var connections = new Connections();
        var stays = new TaskCompletionSource();
        Task connection = connections.Count(_ => stays.Task)(null!);
        Task gone = connections.WhenNone(TimeSpan.FromSeconds(1), _time);
        Assert.False(gone.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        await gone.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        stays.SetResult();
        await connection;
    }
}

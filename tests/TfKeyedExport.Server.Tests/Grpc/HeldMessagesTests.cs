using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TfKeyedExport.Server.Bounds;
using TfKeyedExport.Server.Grpc;
using TfKeyedExport.Server.Tests.Hosting;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.Log;
using TfKeyedExport.Serving.Protos;
using Xunit;

namespace TfKeyedExport.Server.Tests.Grpc;

/// <summary>What messages hold of the memory that all clients share.</summary>
public sealed class HeldMessagesTests
{
    private const int Most = 100_000;

    private readonly HeldMemory _memory = new(100);
    private readonly Pipe _sent = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_message_is_held_as_far_as_it_is_there_and_until_it_is_answered()
    {
        await Handle(async reader =>
        {
            await Send(60);
            ReadResult first = await reader.ReadAsync(TestContext.Current.CancellationToken);
            reader.AdvanceTo(first.Buffer.Start, first.Buffer.End);
            Assert.Equal(60, _memory.Bytes);
            await Send(30);
            ReadResult all = await reader.ReadAsync(TestContext.Current.CancellationToken);
            reader.AdvanceTo(all.Buffer.End);
            Assert.Equal(90, _memory.Bytes);
        });
        Assert.Equal(0, _memory.Bytes);
    }

    [Fact]
    public async Task Where_others_hold_too_much_the_call_ends_and_room_comes_back()
    {
        using HeldMemory.Body other = _memory.Begin();
        other.Grow(50);
        await Handle(async reader =>
        {
            await Send(60);
            RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await reader.ReadAsync(TestContext.Current.CancellationToken));
            Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        });
        Assert.Equal(50, _memory.Bytes);
    }

    [Fact]
    public async Task A_message_that_has_begun_must_come_and_one_that_has_not_may_be_waited_for()
    {
        await Handle(async reader =>
        {
            ValueTask<ReadResult> none = reader.ReadAsync(TestContext.Current.CancellationToken);
            _time.Advance(TimeSpan.FromHours(1));
            Assert.False(none.IsCompleted);
            await Send(60);
            ReadResult first = await none;
            reader.AdvanceTo(first.Buffer.Start, first.Buffer.End);
            ValueTask<ReadResult> rest = reader.ReadAsync(TestContext.Current.CancellationToken);
            _time.Advance(TimeSpan.FromSeconds(11));
            RpcException error = await Assert.ThrowsAsync<RpcException>(async () => await rest);
            Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        });
        Assert.Equal(0, _memory.Bytes);
    }

    [Fact]
    public async Task A_client_that_sends_more_than_may_be_held_is_told_to_come_again_and_others_are_answered()
    {
        await using WebHarness web = await Start();
        RpcException error = await Assert.ThrowsAsync<RpcException>(() => Predict(web, Most));
        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
        Assert.Contains("--max-held", error.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => Predict(web, Most / 2))).StatusCode);
    }

    [Fact]
    public async Task A_message_that_comes_packed_holds_what_it_is_unpacked()
    {
        await using WebHarness web = await Start();
        var packed = new Metadata { { "grpc-internal-encoding-request", "gzip" } };
        Assert.Equal(StatusCode.Unavailable, (await Assert.ThrowsAsync<RpcException>(() => Predict(web, Most, packed))).StatusCode);
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => Predict(web, Most / 2, packed))).StatusCode);
    }

    [Fact]
    public async Task Whoever_asks_for_health_and_stays_holds_next_to_nothing()
    {
        await using WebHarness web = await Start();
        var tooLong = new HealthCheckRequest { Service = new string('n', 4096) };
        using AsyncServerStreamingCall<HealthCheckResponse> watch = new Health.HealthClient(web.Channel).Watch(
            tooLong, cancellationToken: TestContext.Current.CancellationToken);
        RpcException error = await Assert.ThrowsAsync<RpcException>(() => watch.ResponseStream.MoveNext(TestContext.Current.CancellationToken));
        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    private static Task<WebHarness> Start() => WebHarness.Start(o => o with { Limits = new LimitOptions { MaxHeldBytes = Most } });

    private static async Task Predict(WebHarness web, int bytes, Metadata? metadata = null)
    {
        var request = new PredictRequest { ModelSpec = new ModelSpec { Name = "nobody", SignatureName = new string('n', bytes) } };
        await new PredictionService.PredictionServiceClient(web.Channel).PredictAsync(
            request, metadata, cancellationToken: TestContext.Current.CancellationToken);
    }

    private async Task Send(int bytes) => await _sent.Writer.WriteAsync(new byte[bytes], TestContext.Current.CancellationToken);

    private Task Handle(Func<PipeReader, Task> read)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IRequestBodyPipeFeature>(new Sent(_sent.Reader));
        var messages = new HeldMessages(_memory, new LimitOptions(), _time, new Defects(NullLogger.Instance, _time));
        return messages.Handle(context, c => read(c.Request.BodyReader));
    }

    private sealed class Sent(PipeReader reader) : IRequestBodyPipeFeature
    {
        public PipeReader Reader => reader;
    }
}

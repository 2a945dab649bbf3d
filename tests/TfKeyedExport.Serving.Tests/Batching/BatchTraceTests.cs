using System.Diagnostics;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Serving.Tests.Tracing;
using TfKeyedExport.Serving.Tracing;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Batching;

public sealed class BatchTraceTests : IDisposable
{
    private readonly SpanListener _spans = new();
    private readonly ActivityContext _first = SpanListener.Client();
    private readonly ActivityContext _second = SpanListener.Client();

    [Fact]
    public async Task A_batch_belongs_to_its_first_call_and_is_linked_with_all()
    {
        await Join(inputs => inputs);
        Activity batch = Batch();
        Assert.Equal([_first.TraceId, _second.TraceId], batch.Links.Select(l => l.Context.TraceId));
        Assert.Equal(4, batch.GetTagItem(TraceNames.Rows));
        Assert.Equal(2, batch.GetTagItem(TraceNames.BatchCalls));
        Assert.Equal("full", batch.GetTagItem(TraceNames.BatchClosed));
    }

    [Fact]
    public async Task Each_call_names_the_batch_that_it_was_in()
    {
        (Activity first, Activity second) = await Join(inputs => inputs);
        string batch = Batch().SpanId.ToHexString();
        foreach (Activity call in (Activity[])[first, second])
            Assert.Contains(call.Events.Single(e => e.Name == TraceNames.Batch).Tags, t => t.Key == TraceNames.BatchSpan && (string?)t.Value == batch);
    }

    [Fact]
    public async Task A_call_tells_how_long_it_waited()
    {
        await Join(inputs => inputs);
        Activity wait = _spans.Of(_first.TraceId).Single(s => s.OperationName == TraceNames.Queue);
        Assert.Equal(TimeSpan.FromMilliseconds(3), wait.Duration);
        // No span is shorter than a tick.
        Assert.True(_spans.Of(_second.TraceId).Single(s => s.OperationName == TraceNames.Queue).Duration.Ticks <= 1);
    }

    [Fact]
    public async Task A_batch_that_fails_says_so_and_its_members_have_batches_of_their_own()
    {
        await Join(inputs => inputs[0].Shape[0] == 4 ? throw new InvalidDataException() : inputs);
        Activity[] batches = [.. _spans.Of(_first.TraceId).Where(s => s.OperationName == TraceNames.Batch)];
        Assert.Equal([ActivityStatusCode.Error, ActivityStatusCode.Unset], batches.Select(b => b.Status));
        Assert.Single(_spans.Of(_second.TraceId), s => s.OperationName == TraceNames.Batch);
    }

    public void Dispose() => _spans.Dispose();

    private Activity Batch() => _spans.Of(_first.TraceId).Single(s => s.OperationName == TraceNames.Batch);

    private async Task<(Activity First, Activity Second)> Join(Func<Tensor[], Tensor[]> model)
    {
        using var batching = new BatchHarness(runner: new FakeRunner { Model = model });
        (CallTerms terms, Activity first) = Call(_first);
        Task<Tensor[]> one = batching.Ask(terms, Tensor.From<float>([1, 2]));
        batching.Time.Advance(TimeSpan.FromMilliseconds(3));
        (terms, Activity second) = Call(_second);
        Task<Tensor[]> other = batching.Ask(terms, Tensor.From<float>([3, 4]));
        await BatchHarness.Gives(one, 1, 2);
        await BatchHarness.Gives(other, 3, 4);
        return (first, second);
    }

    private static (CallTerms Terms, Activity Trace) Call(ActivityContext client)
    {
        CallSpan span = CallSpan.Begin(CallProtocol.Rest, 0);
        Activity trace = Traces.Begin("call", ActivityKind.Server, client)!;
        span.Trace = trace;
        return (CallTerms.None with { Span = span }, trace);
    }
}

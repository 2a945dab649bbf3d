using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Serving.Tests.Versions;
using TfKeyedExport.Serving.Tracing;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Tracing;

public sealed class TracesTests : IDisposable
{
    private readonly SpanListener _spans = new();
    private readonly BatchScheduler _threads = new(1, TimeProvider.System);

    [Fact]
    public void A_span_has_the_parent_that_it_is_given_and_leaves_the_thread_as_it_was()
    {
        ActivityContext client = SpanListener.Client();
        using var other = new Activity("of somebody else");
        other.Start();
        using (Activity? span = Traces.Begin("a", ActivityKind.Server, client))
        {
            Assert.Equal(client.SpanId, span!.ParentSpanId);
            Assert.Same(other, Activity.Current);
        }
        Assert.Single(_spans.Of(client.TraceId));
    }

    [Fact]
    public void What_its_client_does_not_record_is_not_recorded_here()
    {
        ActivityContext client = SpanListener.Client(recorded: false);
        Assert.Null(Traces.Begin("a", ActivityKind.Server, client));
    }

    [Fact]
    public async Task A_call_tells_when_it_was_read_how_long_the_model_ran_and_when_its_answer_was_there()
    {
        ActivityContext client = SpanListener.Client();
        Activity call = await Call(client, inputs => inputs);
        Assert.Equal([TraceNames.RequestRead, TraceNames.AnswerReady], call.Events.Select(e => e.Name));
        Assert.Equal(2, call.GetTagItem(TraceNames.Rows));
        Activity run = Assert.Single(_spans.Of(client.TraceId), s => s.OperationName == "tfkeyed.run");
        Assert.Equal(call.SpanId, run.ParentSpanId);
    }

    [Fact]
    public async Task A_run_that_fails_says_so()
    {
        ActivityContext client = SpanListener.Client();
        await Assert.ThrowsAsync<InvalidDataException>(() => Call(client, _ => throw new InvalidDataException()));
        Activity run = Assert.Single(_spans.Of(client.TraceId), s => s.OperationName == "tfkeyed.run");
        Assert.Equal(ActivityStatusCode.Error, run.Status);
        Assert.Equal(nameof(InvalidDataException), run.GetTagItem(TraceNames.ErrorType));
    }

    [Fact]
    public async Task So_does_one_that_fails_on_the_thread_that_brought_its_call()
    {
        // Nothing takes any time by a clock that stands still: after the first call, others are known to be cheap.
        using var threads = new BatchScheduler(1, new FakeTimeProvider());
        ActivityContext client = SpanListener.Client();
        bool isFirst = true;
        int ranOn = 0;
        var host = new FakeHost(1)
        {
            Model = inputs =>
            {
                ranOn = Environment.CurrentManagedThreadId;
                return isFirst ? inputs : throw new InvalidDataException();
            },
        };
        ServedSignature signature = host.Served("m", threads).Signatures.Values.Single();
        await Soon.Ends(signature.Run([Tensor.From<float>([1, 2])], CallTerms.None).AsTask());
        isFirst = false;
        CallSpan span = CallSpan.Begin(CallProtocol.Rest, 0);
        using Activity call = Traces.Begin("call", ActivityKind.Server, client)!;
        span.Trace = call;
        int here = Environment.CurrentManagedThreadId;
        ValueTask<Tensor[]> failing = signature.Run([Tensor.From<float>([1, 2])], CallTerms.None with { Span = span });
        Assert.Equal(here, ranOn);
        await Assert.ThrowsAsync<InvalidDataException>(() => failing.AsTask());
        Activity run = Assert.Single(_spans.Of(client.TraceId), s => s.OperationName == "tfkeyed.run");
        Assert.Equal(ActivityStatusCode.Error, run.Status);
    }

    public void Dispose()
    {
        _threads.Dispose();
        _spans.Dispose();
    }

    private async Task<Activity> Call(ActivityContext client, Func<Tensor[], Tensor[]> model)
    {
        var host = new FakeHost(1) { Model = model };
        ServedSignature signature = host.Served("m", _threads).Signatures.Values.Single();
        CallSpan span = CallSpan.Begin(CallProtocol.Rest, 0);
        Activity call = Traces.Begin("call", ActivityKind.Server, client)!;
        span.Trace = call;
        await Soon.Ends(signature.Run([Tensor.From<float>([1, 2])], CallTerms.None with { Span = span }).AsTask());
        return call;
    }
}

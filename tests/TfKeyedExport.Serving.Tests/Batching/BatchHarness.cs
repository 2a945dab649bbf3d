using Microsoft.Extensions.Time.Testing;
using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Batching;

/// <summary>Batching over a clock that stands still until the test turns it.</summary>
internal sealed class BatchHarness : IDisposable
{
    public static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(10);

    private SignatureBatcher? _batcher;

    public BatchHarness(BatchSettings? settings = null, int threads = 1, FakeRunner? runner = null)
    {
        Settings = settings ?? new BatchSettings { MaxExecutionSize = 4, Timeout = Wait };
        Runner = runner ?? new FakeRunner();
        Scheduler = new BatchScheduler(threads, Time);
    }

    public FakeTimeProvider Time { get; } = new();

    public BatchSettings Settings { get; }

    public FakeRunner Runner { get; }

    public BatchScheduler Scheduler { get; }

    public SignatureBatcher Batcher => _batcher ??= new SignatureBatcher(Scheduler, Settings, Runner);

    public Task<Tensor[]> Ask(CallTerms terms, params Tensor[] inputs)
    {
        int batched = Runner.IsBatched.ToList().IndexOf(true);
        var call = new PendingCall(inputs, (int)inputs[batched].Shape[0], terms);
        try
        {
            return Batcher.TrySubmit(call) ? call.Answer.AsTask() : throw new InvalidOperationException("there are too many kinds");
        }
        catch (ServingFault fault)
        {
            return Task.FromException<Tensor[]>(fault);
        }
    }

    public Task<Tensor[]> Ask(params Tensor[] inputs) => Ask(CallTerms.None, inputs);

    public Task<Tensor[]> Ask(params float[] rows) => Ask(CallTerms.None, Tensor.From<float>(rows));

    /// <summary>A run that goes on until <see cref="FakeRunner.MayGo"/> is set, on the only thread.</summary>
    public Task<Tensor[]> Occupy(params float[] rows)
    {
        Runner.MayGo.Reset();
        Runner.Began.Reset();
        Task<Tensor[]> busy = Ask(rows);
        Batcher.Flush();
        Soon.Is(Runner.Began);
        return busy;
    }

    // A batch counts as running for a moment after its requests were answered.
    public async Task IsIdle()
    {
        while (Batcher.Running > 0)
            await Task.Yield();
    }

    public static async Task Gives(Task<Tensor[]> answer, params float[] rows) => Assert.Equal(rows, (await Soon.Ends(answer))[0].Values<float>().ToArray());

    public void Dispose()
    {
        Runner.MayGo.Set();
        _batcher?.Dispose();
        Scheduler.Dispose();
    }
}

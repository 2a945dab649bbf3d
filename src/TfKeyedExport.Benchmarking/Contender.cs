using TfKeyedExport.Hosting;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Benchmarking;

/// <summary>One engine with one batch size: calls it and keeps the times.</summary>
internal sealed class Contender(ISignatureRunner runner, Tensor[] inputs, int batchSize, TimeProvider time)
{
    // Enough for a just-in-time compiler to notice, and for pools to fill.
    private const int WarmUpCalls = 40;
    private const int AllocationCalls = 16;

    private readonly Tensor[] _outputs = new Tensor[runner.Signature.Outputs.Count];
    private readonly Latencies _latencies = new(time.TimestampFrequency);

    /// <summary>Runs until both the time and the number of calls are enough, or the time is up ten times over; nothing of it counts.</summary>
    public void WarmUp(TimeSpan duration, CancellationToken cancellation)
    {
        long start = time.GetTimestamp();
        for (int calls = 1; ; calls++)
        {
            cancellation.ThrowIfCancellationRequested();
            Call();
            TimeSpan elapsed = time.GetElapsedTime(start);
            if ((elapsed >= duration && calls >= WarmUpCalls) || elapsed >= 10 * duration)
                return;
        }
    }

    /// <summary>Takes one turn: one call at least.</summary>
    public void Run(TimeSpan slice, CancellationToken cancellation)
    {
        long end = time.GetTimestamp() + (long)(slice.TotalSeconds * time.TimestampFrequency);
        long before, after;
        do
        {
            // Not handed to the call: an engine may have to change threads for calls that can be cancelled.
            cancellation.ThrowIfCancellationRequested();
            before = time.GetTimestamp();
            Call();
            after = time.GetTimestamp();
            _latencies.Add(after - before);
        }
        while (after < end);
    }

    /// <summary>Sums up what was measured, after a few more calls that count memory.</summary>
    public BatchFigures Figures()
    {
        long allocated = AllocatedBytes();
        double rows = (double)batchSize * _latencies.Count / _latencies.Seconds;
        return new BatchFigures(
            batchSize, _latencies.Count, _latencies.Microseconds(0.5), _latencies.Microseconds(0.99), rows, allocated, _outputs.Sum(AnswerBytes));
    }

    private static long AnswerBytes(Tensor answer) =>
        answer.Type == DataType.String ? (answer.Count == 0 ? 0 : answer.Strings.Ends[^1]) + (sizeof(int) * (long)answer.Count) : answer.Bytes.Length;

    private long AllocatedBytes()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < AllocationCalls; i++)
            Call();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / AllocationCalls;
    }

    private void Call() => runner.Run(inputs, _outputs);
}

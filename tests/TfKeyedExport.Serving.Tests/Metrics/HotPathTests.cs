using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Metrics;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Terms;
using Xunit;

namespace TfKeyedExport.Serving.Tests.Metrics;

public class HotPathTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Counting_a_call_allocates_nothing(bool batched)
    {
        var metrics = new ServerMetrics(TimeProvider.System);
        ISignatureObserver signature = metrics.Of("m", 1, "s");
        for (int i = 0; i < 10; i++)
            Call(metrics, signature, batched);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            Call(metrics, signature, batched);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Call(ServerMetrics metrics, ISignatureObserver signature, bool batched)
    {
        CallSpan span = metrics.Begin(CallProtocol.Rest).Ask("m", CallKind.Predict);
        span.Reached = signature;
        if (batched)
        {
            signature.Joined(3, 1);
            signature.Waited(TimeSpan.FromMicroseconds(7));
            signature.Batch(1, 3, 1, TimeSpan.FromMicroseconds(7), BatchClosing.Full);
        }
        signature.Run(3, TimeSpan.FromMicroseconds(5));
        signature.Answered(CallKind.Predict, 3, TimeSpan.FromMicroseconds(8));
        metrics.End(span);
    }
}

using TfKeyedExport.Embedded;
using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Engines.Tests.Embedded.Kernels.Random;

public class TimestampTests
{
    [Fact]
    public void It_is_the_time_of_the_hosts_clock_at_each_call()
    {
        var clock = new FixedTime { Now = DateTimeOffset.UnixEpoch.AddSeconds(1_700_000_000).AddMicroseconds(250_001) };
        SavedModel model = OneOp.Model("Timestamp", [], [], [DataType.Double]);
        using IModelHost host = new EmbeddedEngine().Open(model, new HostOptions { Time = clock }, TestContext.Current.CancellationToken);
        ISignatureRunner runner = host.Prepare("serving_default");

        Assert.Equal(1_700_000_000.250001, Run(runner));
        clock.Now += TimeSpan.FromSeconds(2);
        Assert.Equal(1_700_000_002.250001, Run(runner));
    }

    private static double Run(ISignatureRunner runner)
    {
        var outputs = new Tensor[1];
        runner.Run([], outputs);
        return outputs[0].Values<double>()[0];
    }

    private sealed class FixedTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

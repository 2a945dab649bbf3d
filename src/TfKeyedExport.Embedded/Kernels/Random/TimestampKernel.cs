using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Random;

/// <summary>The time of the host's clock, in seconds since 1970, to the microsecond as TensorFlow tells it.</summary>
internal sealed class TimestampKernel(KernelRequest request) : Kernel
{
    private const double PerSecond = 1e6;

    private readonly TimeProvider _time = request.Host.Options.Time;

    public override void Run(KernelContext context)
    {
        TimeSpan since = _time.GetUtcNow() - DateTimeOffset.UnixEpoch;
        context.Allocate<double>(0, [])[0] = since.Ticks / TimeSpan.TicksPerMicrosecond / PerSecond;
    }
}

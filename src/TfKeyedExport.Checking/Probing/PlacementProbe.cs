using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Hosting.Placement;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Probing;

/// <summary>Asks an engine that can tell where one call's operations ran.</summary>
internal static class PlacementProbe
{
    private const string Gpu = "GPU";

    /// <summary>Makes one traced call; null if the engine cannot tell.</summary>
    /// <param name="runner">The model.</param>
    /// <param name="device">The device that was asked for.</param>
    /// <param name="inputs">A batch that the model accepts.</param>
    /// <param name="cancellation">Ends the call early.</param>
    /// <exception cref="TfKeyedException">A GPU was asked for, and nothing of the model's computation ran on one.</exception>
    public static RunTrace? Trace(ISignatureRunner runner, string device, Tensor[] inputs, CancellationToken cancellation)
    {
        if (runner is not ITracingRunner tracing)
            return null;
        RunTrace trace = tracing.RunWithTrace(inputs, new Tensor[runner.Signature.Outputs.Count], cancellation);
        if (device.StartsWith("gpu", StringComparison.Ordinal) && trace.ComputedOn(Gpu).Count == 0)
        {
            throw TfKeyedException.Engine(
                $"nothing of the model's computation ran on the GPU: {trace.Summary()}",
                $"signature {runner.Signature.Name}, device {device}",
                "the model's operations may have no GPU kernels (strings and tables have none); check it with --device cpu");
        }
        return trace;
    }

    /// <summary>A remark for people; null where all ran on the CPU, as everybody expects.</summary>
    public static string? Remark(RunTrace? trace)
    {
        if (trace is null || trace.ComputedOn(Gpu) is not { Count: > 0 } onGpu)
            return null;
        string some = string.Join(", ", onGpu.Select(n => n.Operation).Distinct().Order(StringComparer.Ordinal).Take(8));
        return $"by the run's own statistics, the model computed {trace.Summary()} (on the GPU: {some})";
    }
}

using System.Globalization;
using TfKeyedExport.Errors;

namespace TfKeyedExport.TensorFlow.Devices;

/// <summary>The device that a user asked for.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Index">The GPU's number; 0 for the others.</param>
internal readonly record struct DeviceRequest(DeviceKind Kind, int Index = 0)
{
    /// <summary>Reads <c>cpu</c>, <c>gpu</c>, <c>gpu:N</c> or <c>auto</c>.</summary>
    /// <exception cref="TfKeyedException">It is none of these.</exception>
    public static DeviceRequest Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string lower = text.ToLowerInvariant();
        if (lower.StartsWith("gpu:", StringComparison.Ordinal)
            && int.TryParse(lower.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out int index))
            return new DeviceRequest(DeviceKind.Gpu, index);
        return lower switch
        {
            "auto" => new DeviceRequest(DeviceKind.Auto),
            "cpu" or "cpu:0" => new DeviceRequest(DeviceKind.Cpu),
            "gpu" => new DeviceRequest(DeviceKind.Gpu),
            _ => throw TfKeyedException.Usage($"there is no device '{text}'", "--device", "say cpu, gpu, gpu:N or auto"),
        };
    }
}

using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting.Placement;
using TfKeyedExport.TensorFlow.Devices;
using TfKeyedExport.TensorFlow.Protos;

namespace TfKeyedExport.TensorFlow.Tracing;

/// <summary>Reads what TensorFlow tells of a traced run.</summary>
internal static class StepStatistics
{
    /// <summary>Reads a serialized RunMetadata.</summary>
    /// <exception cref="TfKeyedException">It is damaged.</exception>
    public static RunTrace Read(ReadOnlySpan<byte> metadata)
    {
        try
        {
            return Of(RunMetadata.Parser.ParseFrom(metadata));
        }
        catch (InvalidProtocolBufferException problem)
        {
            throw TfKeyedException.HostLacks($"TensorFlow's statistics of the run cannot be read: {problem.Message}", inner: problem);
        }
    }

    /// <summary>Gathers the operations. A GPU's streams are left out: they list kernels, which the device's own report has launched.</summary>
    public static RunTrace Of(RunMetadata metadata)
    {
        var nodes = new List<NodePlacement>();
        foreach (DeviceStepStats device in metadata.StepStats?.DevStats ?? [])
        {
            string name = TensorFlowDevice.Shorten(device.Device);
            if (!name.Contains("/stream", StringComparison.Ordinal) && !name.Contains("/memcpy", StringComparison.Ordinal))
                nodes.AddRange(device.NodeStats.Select(n => new NodePlacement(n.NodeName, Operation(n), name, n.AllEndRelMicros)));
        }
        return new RunTrace(nodes);
    }

    /// <summary>The operation out of a label such as <c>dense/MatMul = MatMul(x, w)</c> or <c>dense/MatMul:MatMul</c>.</summary>
    private static string Operation(NodeExecStats node)
    {
        string label = node.TimelineLabel;
        int equals = label.IndexOf(" = ", StringComparison.Ordinal);
        if (equals >= 0)
        {
            string call = label[(equals + 3)..];
            int open = call.IndexOf('(', StringComparison.Ordinal);
            return open < 0 ? call : call[..open];
        }
        // Nodes that the executor itself adds, such as `_SOURCE`, carry no label.
        int colon = label.LastIndexOf(':');
        return colon >= 0 ? label[(colon + 1)..] : node.NodeName.StartsWith('_') ? node.NodeName : "";
    }
}

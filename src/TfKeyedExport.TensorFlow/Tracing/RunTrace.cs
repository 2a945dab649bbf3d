using System.Globalization;
using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.TensorFlow.Devices;
using TfKeyedExport.TensorFlow.Protos;

namespace TfKeyedExport.TensorFlow.Tracing;

/// <summary>Which operations one run executed, and on which devices.</summary>
/// <param name="Nodes">Every operation, in the order of the devices' reports.</param>
public sealed record RunTrace(IReadOnlyList<NodePlacement> Nodes)
{
    /// <summary>Operations that move values or hold the graph together; where they run says nothing about the model.</summary>
    private static readonly HashSet<string> Plumbing = new(StringComparer.Ordinal)
    {
        "_Arg", "_Retval", "_Send", "_Recv", "_HostSend", "_HostRecv", "_SOURCE", "_SINK", "NoOp", "Const", "Identity", "IdentityN",
        "Placeholder", "PlaceholderWithDefault", "VarHandleOp", "ReadVariableOp", "VariableV2", "Variable", "HashTableV2",
        "MutableHashTableV2", "Enter", "Exit", "Merge", "Switch", "NextIteration", "LoopCond", "Shape", "StopGradient", "_FusedConst",
    };

    /// <summary>The devices that ran anything, sorted.</summary>
    public IReadOnlyList<string> Devices => [.. Nodes.Select(n => n.Device).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The operations that compute: those that only move values are left out.</summary>
    public IReadOnlyList<NodePlacement> Computation => [.. Nodes.Where(n => !Plumbing.Contains(n.Operation))];

    /// <summary>The computing operations that ran on a kind of device, such as <c>GPU</c>.</summary>
    public IReadOnlyList<NodePlacement> ComputedOn(string kind) =>
        [.. Computation.Where(n => n.Device.StartsWith(kind + ":", StringComparison.Ordinal))];

    /// <summary>How many operations ran where, such as <c>12 operations on GPU:0, 3 on CPU:0</c>.</summary>
    public string Summary() => string.Join(", ", Computation
        .GroupBy(n => n.Device).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
        .Select((g, i) => string.Create(CultureInfo.InvariantCulture, $"{g.Count()}{(i == 0 ? " operations" : "")} on {g.Key}")));

    /// <summary>Reads a serialized RunMetadata.</summary>
    /// <exception cref="TfKeyedException">It is damaged.</exception>
    internal static RunTrace Read(ReadOnlySpan<byte> metadata)
    {
        try
        {
            return Of(RunMetadata.Parser.ParseFrom(metadata));
        }
        catch (InvalidProtocolBufferException problem)
        {
            throw TfKeyedException.Engine($"TensorFlow's statistics of the run cannot be read: {problem.Message}", inner: problem);
        }
    }

    /// <summary>Gathers the operations. A GPU's streams are left out: they list kernels, which the device's own report has launched.</summary>
    internal static RunTrace Of(RunMetadata metadata)
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

using TfKeyedExport.Embedded.Kernels;
using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Graphs.Model;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>Runs single nodes on constants while a graph is planned. Their memory is used again from one to the next.</summary>
internal sealed class Computing(KnownValues known, KernelRegistry registry, HostState host) : IDisposable
{
    private readonly Runtime.ExecutionContext _context = Begin(host);
    private readonly CallWatch? _before = CallWatch.Current;

    /// <summary>What a node gives.</summary>
    /// <param name="node">A node whose inputs are all known.</param>
    /// <exception cref="Errors.TfKeyedException">Its kernel cannot be made, or fails.</exception>
    public ConstantValue[] Compute(Node node)
    {
        var graph = new Graph("a constant", [.. node.Inputs.Select(i => i.Node).Distinct(), node], [], node.Outputs, []);
        using var frame = new Frame(Layout.Lay(graph, known, registry, host), _context);
        CallWatch.Take(_context.Watch);
        try
        {
            frame.Run();
        }
        finally
        {
            CallWatch.Take(_before);
        }
        var values = new ConstantValue[node.OutputTypes.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = ConstantValue.Keep(frame.Result(i));
        return values;
    }

    public void Dispose() => _context.Dispose();

    // All of the planning takes as long as one call may.
    private static Runtime.ExecutionContext Begin(HostState host)
    {
        var context = new Runtime.ExecutionContext(host);
        context.Watch.Begin(host.Options.TimeLimit, default);
        return context;
    }
}

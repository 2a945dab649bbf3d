using TfKeyedExport.Analyses.Writes;
using TfKeyedExport.Embedded.Kernels;
using TfKeyedExport.Embedded.Kernels.Variables;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>Makes the plan of a graph: passes that make it smaller, then a kernel for every node and a number for every value.</summary>
/// <param name="host">The host, for its resources and limits.</param>
/// <param name="registry">The operations.</param>
/// <param name="without">The name of one of the <see cref="Passes"/> to leave out, for tests; null for none.</param>
internal sealed class Planner(HostState host, KernelRegistry registry, string? without = null)
{
    private readonly KnownValues _known = new();

    /// <summary>Plans a graph that runs once: as it is.</summary>
    /// <exception cref="TfKeyedException">The engine lacks operations: all of them are named.</exception>
    public Plan PlanOnce(Graph graph)
    {
        LackingOperations.Check(graph, registry, host.Options.AllowedOperations);
        return Layout.Lay(Widening.Widen(ReferenceReads.Mark(graph, _ => true, IsUnset), registry), _known, registry, host);
    }

    /// <summary>Plans a graph that runs often.</summary>
    /// <inheritdoc cref="Prepare"/>
    public Plan Plan(Graph graph, WrittenState written) => Layout.Lay(Passes.Run(Prepare(graph, written), _known, without), _known, registry, host);

    /// <summary>What a graph that runs often computes in each call, before the <see cref="Passes"/> make it faster.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="written">What signatures write: all other state is constant.</param>
    /// <exception cref="TfKeyedException">The engine lacks operations: all of them are named.</exception>
    public Graph Prepare(Graph graph, WrittenState written)
    {
        LackingOperations.Check(graph, registry, host.Options.AllowedOperations);
        using var once = new Computing(_known, registry, host);
        Graph widened = Widening.Widen(ReferenceReads.Mark(graph, written.IsWritten, IsUnset), registry);
        return new Folding(_known, written, IsUnset, once.Compute, host.Options.MemoryLimit / 4).Fold(Passing.Remove(widened));
    }

    private bool IsUnset(Node variable) => !VariableAccess.Make(variable, host).IsInitialized;
}

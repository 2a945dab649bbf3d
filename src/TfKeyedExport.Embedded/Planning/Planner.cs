using TfKeyedExport.Embedded.Kernels;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs;

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
        LackingOperations.Check(graph, registry);
        return Lay(Widening.Widen(ReferenceReads.Mark(graph, _ => true), registry));
    }

    /// <summary>Plans a graph that runs often.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="written">What signatures write: all other state is constant.</param>
    /// <exception cref="TfKeyedException">The engine lacks operations: all of them are named.</exception>
    public Plan Plan(Graph graph, WrittenState written)
    {
        LackingOperations.Check(graph, registry);
        var folding = new Folding(_known, written, Compute);
        Graph small = GraphRewriter.Prune(Widening.Widen(ReferenceReads.Mark(graph, written.IsWritten), registry));
        small = Passing.Remove(small);
        small = folding.Fold(small);
        return Lay(Passes.Run(small, _known, without));
    }

    // Runs one node on constants.
    private ConstantValue[] Compute(Node node)
    {
        var graph = new Graph("a constant", [.. node.Inputs.Select(i => i.Node).Distinct(), node], [], node.Outputs, []);
        using var context = new Runtime.ExecutionContext(host);
        Frame frame = context.FrameOf(Lay(graph));
        frame.Run();
        return [.. Enumerable.Range(0, node.OutputTypes.Count).Select(i => ConstantValue.Keep(frame.Result(i)))];
    }

    private Plan Lay(Graph graph)
    {
        var numbers = new Dictionary<NodeOutput, int>();
        var constants = new List<(int Index, ConstantValue Constant)>();
        var steps = new List<PlanStep>();
        int Number(NodeOutput output)
        {
            if (!numbers.TryGetValue(output, out int number))
            {
                number = numbers.Count;
                numbers.Add(output, number);
                if (_known.Of(output) is { } constant)
                    constants.Add((number, constant));
            }
            return number;
        }

        foreach (Node node in graph.Nodes)
        {
            if (node.IsParameter || node.Op == Node.ConstantOp)
                continue;
            Plan[] regions = [.. node.Regions.Select(Lay)];
            KernelRegistration registration = registry.Find(node.Op)!;
            steps.Add(new PlanStep
            {
                Kernel = registration.Create(new KernelRequest(node, _known.Of, regions, host)),
                Node = node,
                Inputs = [.. node.Inputs.Select(Number)],
                Outputs = [.. node.OutputTypes.Select((_, i) => Number(node.Output(i)))],
                OutputTypes = [.. node.OutputTypes],
                IsLastUse = [],
                Dying = [],
            });
        }
        int[] results = [.. graph.Results.Select(Number)];
        int[] parameters = [.. graph.Parameters.Select(p => numbers.GetValueOrDefault(p.Output(), -1))];
        return new Plan
        {
            Name = graph.Name,
            Steps = Liveness.Mark(steps, constants.Select(k => k.Index), results),
            ValueCount = numbers.Count,
            Constants = [.. constants],
            Parameters = parameters,
            Results = results,
        };
    }
}

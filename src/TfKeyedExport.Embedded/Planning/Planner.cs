using TfKeyedExport.Embedded.Kernels;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>Makes the plan of a graph: a kernel for every node, numbers for every value.</summary>
internal sealed class Planner(HostState host, KernelRegistry registry)
{
    /// <summary>Plans a graph.</summary>
    /// <exception cref="TfKeyedException">The engine lacks operations: all of them are named.</exception>
    public Plan Plan(Graph graph)
    {
        LackingOperations.Check(graph, registry);
        return Lay(graph);
    }

    private Plan Lay(Graph graph)
    {
        var constants = new Dictionary<NodeOutput, ConstantValue>();
        var numbers = new Dictionary<NodeOutput, int>();
        var known = new List<(int, Value)>();
        var steps = new List<PlanStep>();
        int Number(NodeOutput output)
        {
            if (!numbers.TryGetValue(output, out int number))
            {
                number = numbers.Count;
                numbers.Add(output, number);
                if (constants.TryGetValue(output, out ConstantValue? constant))
                    known.Add((number, constant.Value));
            }
            return number;
        }

        foreach (Node node in graph.Nodes)
        {
            if (node.IsParameter)
                continue;
            if (node.Op == Node.ConstantOp)
            {
                constants[node.Output()] = ConstantNodes.ValueOf(node);
                continue;
            }
            Plan[] regions = [.. node.Regions.Select(Lay)];
            KernelRegistration registration = registry.Find(node.Op)!;
            Kernel kernel = registration.Create(new KernelRequest(node, o => constants.GetValueOrDefault(o), regions, host));
            steps.Add(new PlanStep
            {
                Kernel = kernel,
                Node = node,
                Inputs = [.. node.Inputs.Select(Number)],
                Outputs = [.. node.OutputTypes.Select((_, i) => Number(node.Output(i)))],
                OutputTypes = [.. node.OutputTypes],
                IsLastUse = [],
                Dying = [],
            });
        }
        int[] parameters = [.. graph.Parameters.Select(p => Number(p.Output()))];
        int[] results = [.. graph.Results.Select(Number)];
        return new Plan
        {
            Name = graph.Name,
            Steps = Liveness.Mark(steps, known.Select(k => k.Item1), parameters, results),
            ValueCount = numbers.Count,
            Constants = [.. known],
            Parameters = parameters,
            Results = results,
        };
    }
}

using TfKeyedExport.Embedded.Kernels;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>The last thing that planning does: a kernel for every node and a number for every value.</summary>
internal static class Layout
{
    /// <summary>Lays out a graph and its regions.</summary>
    /// <exception cref="Errors.TfKeyedException">A node asks for what its kernel cannot do.</exception>
    public static Plan Lay(Graph graph, KnownValues known, KernelRegistry registry, HostState host)
    {
        // A node's values are numbered one after the other.
        var firsts = new Dictionary<Node, int>(graph.Nodes.Count, ReferenceEqualityComparer.Instance);
        var constants = new List<(int Index, ConstantValue Constant)>();
        var steps = new List<PlanStep>(graph.Nodes.Count);
        int count = 0;
        int First(Node node)
        {
            if (!firsts.TryGetValue(node, out int first))
            {
                first = count;
                count += node.OutputTypes.Count;
                firsts.Add(node, first);
                if (known.Of(node.Output()) is { } constant)
                    constants.Add((first, constant));
            }
            return first;
        }

        foreach (Node node in graph.Nodes)
        {
            if (node.IsParameter || node.IsConstant)
                continue;
            Plan[] regions = node.Regions.Count == 0 ? [] : [.. node.Regions.Select(r => Lay(r, known, registry, host))];
            var inputs = new int[node.Inputs.Count];
            for (int i = 0; i < inputs.Length; i++)
                inputs[i] = First(node.Inputs[i].Node) + node.Inputs[i].Index;
            var outputs = new int[node.OutputTypes.Count];
            int first = First(node);
            for (int i = 0; i < outputs.Length; i++)
                outputs[i] = first + i;
            steps.Add(new PlanStep
            {
                Kernel = Make(registry.FactoryOf(node.Work)!, new KernelRequest(node, known.Of, regions, host)),
                Node = node,
                Inputs = inputs,
                Outputs = outputs,
                OutputTypes = node.Types,
                StringOutputs = [.. outputs.Where((_, i) => node.Types[i] == DataType.String)],
            });
        }
        int[] results = [.. graph.Results.Select(r => First(r.Node) + r.Index)];
        PlanStep[] laid = [.. steps];
        Liveness.Mark(laid, count, constants, results);
        return new Plan
        {
            Name = graph.Name,
            Steps = laid,
            ValueCount = count,
            Constants = [.. constants],
            Parameters = [.. graph.Parameters.Select(p => firsts.GetValueOrDefault(p, -1))],
            ParameterTypes = [.. graph.Parameters.Select(p => p.Types[0])],
            Results = results,
        };
    }

    private static Kernel Make(KernelFactory create, KernelRequest request)
    {
        try
        {
            return create(request);
        }
        catch (TfKeyedException e) when (e.Where is null)
        {
            throw e.At($"node {request.Node.Origin} ({request.Node.Work.Name})");
        }
        catch (OverflowException e)
        {
            // Kernels compute sizes with checked arithmetic: this is the check.
            throw TfKeyedException.Engine(
                "a size goes beyond what the embedded engine counts", $"node {request.Node.Origin} ({request.Node.Work.Name})", "use --engine tensorflow", e);
        }
    }
}

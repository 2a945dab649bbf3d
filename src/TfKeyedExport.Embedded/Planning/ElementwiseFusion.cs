using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>Makes one step of chains and trees of functions of float32 elements: they then run over blocks that stay in the first-level cache.</summary>
internal static class ElementwiseFusion
{
    /// <summary>Fuses in a graph and its regions.</summary>
    public static Graph Fuse(Graph graph, KnownValues known)
    {
        Dictionary<Node, ElementwiseGroup> groups = ElementwiseGroup.Find(graph, ElementFunctions.IsOne, ElementwiseStep.MostFunctions);
        Dictionary<NodeOutput, int> readers = GraphRewriter.CountReaders(graph);
        var outputs = new Dictionary<Node, NodeOutput[]>(graph.Nodes.Count, ReferenceEqualityComparer.Instance);
        var nodes = new List<Node>(graph.Nodes.Count);
        NodeOutput Map(NodeOutput output) => outputs[output.Node][output.Index];
        bool IsUntouched(Node node)
        {
            foreach (NodeOutput input in node.Inputs)
            {
                if (Map(input) != input)
                    return false;
            }
            return true;
        }

        foreach (Node node in graph.Nodes)
        {
            if (groups.TryGetValue(node, out ElementwiseGroup? group))
            {
                if (group.Members[^1] == node)
                    nodes.Add(Fused(group, readers, Map, outputs));
                continue;
            }
            Node kept = node.Regions.Count == 0 && node.ControlInputs.Count == 0 && IsUntouched(node)
                ? node
                : node.With([.. node.Inputs.Select(Map)], [], [.. node.Regions.Select(r => Fuse(r, known))]);
            nodes.Add(kept);
            outputs.Add(node, kept.Outputs);
        }
        return GraphRewriter.Prune(graph with { Nodes = nodes, Results = [.. graph.Results.Select(Map)], Targets = [] });
    }

    private static Node Fused(
        ElementwiseGroup group, Dictionary<NodeOutput, int> readers, Func<NodeOutput, NodeOutput> map, Dictionary<Node, NodeOutput[]> outputs)
    {
        List<Node> members = group.Members;
        var leaves = new List<NodeOutput>();
        foreach (NodeOutput input in members.SelectMany(m => m.Inputs).Where(i => !members.Contains(i.Node)).Select(map))
        {
            if (!leaves.Contains(input))
                leaves.Add(input);
        }
        int Operand(NodeOutput input)
        {
            int member = members.IndexOf(input.Node);
            return member >= 0 ? leaves.Count + member : leaves.IndexOf(map(input));
        }

        // The last member is always an output: whoever joined it would be the last one.
        int[] given = [.. Enumerable.Range(0, members.Count).Where(i => IsReadElsewhere(members[i], members, readers))];
        var program = new ElementInstruction[members.Count];
        for (int i = 0; i < program.Length; i++)
        {
            int left = Operand(members[i].Inputs[0]), right = Operand(members[i].Inputs[^1]);
            program[i] = new ElementInstruction(ElementFunctions.Of(members[i]), left, right, Array.IndexOf(given, i));
        }
        DataType[] types = [.. Enumerable.Repeat(DataType.Float, given.Length)];
        var fused = new Node(new ElementwiseStep(program), NodeAttributes.None, members[^1].Origin, [.. leaves], [], types);
        for (int i = 0; i < members.Count; i++)
        {
            int output = Array.IndexOf(given, i);
            outputs.Add(members[i], output < 0 ? [] : [fused.Output(output)]);
        }
        return fused;
    }

    private static bool IsReadElsewhere(Node node, List<Node> members, Dictionary<NodeOutput, int> readers) =>
        readers.GetValueOrDefault(node.Output()) > members.Sum(m => m.Inputs.Count(i => i.Node == node));
}

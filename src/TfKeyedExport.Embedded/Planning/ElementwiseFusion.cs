using Google.Protobuf;
using TfKeyedExport.Embedded.Numerics.Functions;
using TfKeyedExport.Graphs;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>Makes one step of chains and trees of functions of float32 elements: they then run over blocks that stay in the first-level cache.</summary>
internal static class ElementwiseFusion
{
    /// <summary>The operation that stands for a group: its inputs are what the members read from elsewhere.</summary>
    public const string Op = "_Elementwise";

    /// <summary>
    /// The attribute with the program: three bytes a member, its function and the numbers of its operands. Inputs are numbered first, then members.
    /// </summary>
    public const string ProgramAttribute = "program";

    /// <summary>The attribute with the members that are outputs: one byte each, counted from the first member.</summary>
    public const string OutputsAttribute = "outputs";

    /// <summary>The most members of a group.</summary>
    public const int MostMembers = 16;

    /// <summary>The functions, by operation.</summary>
    internal static readonly Dictionary<string, ElementFunction> Functions = new(StringComparer.Ordinal)
    {
        ["Abs"] = ElementFunction.Abs,
        ["Add"] = ElementFunction.Add,
        ["AddV2"] = ElementFunction.Add,
        ["BiasAdd"] = ElementFunction.AddBias,
        ["Div"] = ElementFunction.Divide,
        ["Erf"] = ElementFunction.Erf,
        ["Erfc"] = ElementFunction.Erfc,
        ["Exp"] = ElementFunction.Exp,
        ["Log"] = ElementFunction.Log,
        ["Mul"] = ElementFunction.Multiply,
        ["Neg"] = ElementFunction.Negate,
        ["RealDiv"] = ElementFunction.Divide,
        ["Reciprocal"] = ElementFunction.Reciprocal,
        ["Relu"] = ElementFunction.Relu,
        ["Rsqrt"] = ElementFunction.Rsqrt,
        ["Sigmoid"] = ElementFunction.Sigmoid,
        ["Sqrt"] = ElementFunction.Sqrt,
        ["Square"] = ElementFunction.Square,
        ["SquaredDifference"] = ElementFunction.SquaredDifference,
        ["Sub"] = ElementFunction.Subtract,
        ["Tanh"] = ElementFunction.Tanh,
    };

    /// <summary>Fuses in a graph and its regions.</summary>
    public static Graph Fuse(Graph graph, KnownValues known)
    {
        Dictionary<Node, ElementwiseGroup> groups = ElementwiseGroup.Find(graph, IsEligible, MostMembers);
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

    /// <summary>Whether a node is one of the functions, on float32.</summary>
    internal static bool IsEligible(Node node) =>
        Functions.ContainsKey(node.Op) && node.OutputTypes is [DataType.Float] && node.Inputs.All(i => i.Type == DataType.Float)
        && (node.Op != "BiasAdd" || !node.Attributes.Has("data_format") || node.Attributes.Text("data_format") != "NCHW");

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
        byte Operand(NodeOutput input)
        {
            int member = members.IndexOf(input.Node);
            return (byte)(member >= 0 ? leaves.Count + member : leaves.IndexOf(map(input)));
        }

        var program = new byte[3 * members.Count];
        for (int i = 0; i < members.Count; i++)
        {
            program[3 * i] = (byte)(QuietRelus.IsQuiet(members[i].Attributes) ? ElementFunction.QuietRelu : Functions[members[i].Op]);
            program[(3 * i) + 1] = Operand(members[i].Inputs[0]);
            program[(3 * i) + 2] = Operand(members[i].Inputs[^1]);
        }
        // The last member is always an output: whoever joined it would be the last one.
        int[] given = [.. Enumerable.Range(0, members.Count).Where(i => IsReadElsewhere(members[i], members, readers))];
        NodeAttributes attributes = NodeAttributes.None
            .With(ProgramAttribute, new AttrValue { S = ByteString.CopyFrom(program) })
            .With(OutputsAttribute, new AttrValue { S = ByteString.CopyFrom([.. given.Select(g => (byte)g)]) });
        DataType[] types = [.. Enumerable.Repeat(DataType.Float, given.Length)];
        var fused = new Node(Op, attributes, members[^1].Origin, [.. leaves], [], types);
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

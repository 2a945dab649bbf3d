using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Analyses.Rows;

/// <summary>
/// Finds which tensors are computed several times: by nodes of one operation with the same attributes on the same tensors, within one graph or body, so that in
/// each call and each round they are the same bit for bit. What is not found, is taken for different.
/// </summary>
internal sealed class EqualTensors
{
    // Of those that only their attributes tell apart, or nothing but the middle of a long constant. No program has so many side by side.
    private const int MostAlike = 16;

    // Of attributes: what is longer is weights, of which no two are the same.
    private const int MostBytes = 1 << 16;

    private readonly Dictionary<NodeOutput, NodeOutput> _first = [];

    /// <summary>The first tensor of its graph that is the same.</summary>
    public NodeOutput this[NodeOutput tensor] => _first.TryGetValue(tensor, out NodeOutput first) ? first : tensor;

    /// <summary>The first node of its graph that gives the same.</summary>
    public Node this[Node node] => node.Types.Length == 0 ? node : this[node.Output()].Node;

    /// <summary>Notes a node that stands behind all that it takes.</summary>
    /// <param name="node">The node.</param>
    /// <param name="before">The nodes before it, in this graph and in this round.</param>
    /// <param name="rows">What its inputs have to do with rows.</param>
    public void Note(Node node, Dictionary<int, List<Node>> before, RowAnalysis rows)
    {
        if (node.Operation is { PassesValues: true })
        {
            for (int i = 0; i < node.Types.Length && i < node.Inputs.Count; i++)
                _first[node.Output(i)] = this[node.Inputs[i]];
            return;
        }
        // What was so in the round before, need not be so in this one.
        foreach (NodeOutput output in node.Outputs)
            _first.Remove(output);
        if (!IsSteady(node, rows) || HashOf(node) is not int hash)
            return;
        if (!before.TryGetValue(hash, out List<Node>? alike))
            before[hash] = alike = [];
        if (alike.Find(other => IsSame(node, other)) is { } first)
        {
            for (int i = 0; i < node.Types.Length; i++)
                _first[node.Output(i)] = first.Output(i);
        }
        else if (alike.Count < MostAlike)
        {
            alike.Add(node);
        }
    }

    // Variables and tables that nothing writes give the same to whoever reads them.
    private static bool IsSteady(Node node, RowAnalysis rows) => node.Operation is { IsCall: false } operation && node.Regions.Count == 0
        && (node.IsConstant || (node.Inputs.Count > 0 && operation.Effect switch
        {
            Effect.None => true,
            Effect.Reads => node.Inputs[0].Type == DataType.Resource && rows[node.Inputs[0]] is SharedState,
            _ => false,
        }));

    private int? HashOf(Node node)
    {
        // A constant that was made here has no attribute that says its value.
        if (node.Attributes.HashOfSaid(MostBytes) is not int said || (node.IsConstant && !node.Attributes.Has("value")))
            return null;
        var hash = new HashCode();
        hash.Add(node.Work);
        hash.Add(said);
        foreach (NodeOutput input in node.Inputs)
            hash.Add(this[input]);
        return hash.ToHashCode();
    }

    private bool IsSame(Node left, Node right)
    {
        if (!ReferenceEquals(left.Work, right.Work) || left.Inputs.Count != right.Inputs.Count || !left.Types.AsSpan().SequenceEqual(right.Types))
            return false;
        for (int i = 0; i < left.Inputs.Count; i++)
        {
            if (this[left.Inputs[i]] != this[right.Inputs[i]])
                return false;
        }
        return left.Attributes.SaysTheSame(right.Attributes);
    }
}

using System.Runtime.CompilerServices;
using TfKeyedExport.Operations;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Graphs.Model;

/// <summary>A tensor in a graph: one output of one node.</summary>
/// <param name="Node">The node.</param>
/// <param name="Index">Which of its outputs.</param>
internal readonly record struct NodeOutput(Node Node, int Index)
{
    // Whoever asks this of every node of a long chain, asks for no more than so many steps each.
    private const int LongestDetour = 64;

    /// <summary>The type of its elements.</summary>
    public DataType Type => Node.OutputTypes[Index];

    /// <summary>The tensor that it is, before nodes that give on what they are given; not through more of them than any exporter writes.</summary>
    public NodeOutput Passed
    {
        get
        {
            NodeOutput output = this;
            for (int step = 0; step < LongestDetour && output.Node.Operation is { PassesValues: true } && output.Index < output.Node.Inputs.Count; step++)
                output = output.Node.Inputs[output.Index];
            return output;
        }
    }

    /// <summary>The node that gives it, if it is of an operation; else null.</summary>
    public Node? MadeBy(Operation operation) => Node.As(operation);

    /// <summary>Whether both are the same output of the same node object.</summary>
    public bool Equals(NodeOutput other) => ReferenceEquals(Node, other.Node) && Index == other.Index;

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(Node) * 31 + Index;
}

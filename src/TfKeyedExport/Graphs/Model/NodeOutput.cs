using System.Runtime.CompilerServices;
using TfKeyedExport.Operations;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Graphs.Model;

/// <summary>A tensor in a graph: one output of one node.</summary>
/// <param name="Node">The node.</param>
/// <param name="Index">Which of its outputs.</param>
internal readonly record struct NodeOutput(Node Node, int Index)
{
    /// <summary>The type of its elements.</summary>
    public DataType Type => Node.OutputTypes[Index];

    /// <summary>The node that gives it, if it is of an operation; else null.</summary>
    public Node? MadeBy(Operation operation) => Node.As(operation);

    /// <summary>Whether both are the same output of the same node object.</summary>
    public bool Equals(NodeOutput other) => ReferenceEquals(Node, other.Node) && Index == other.Index;

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(Node) * 31 + Index;
}

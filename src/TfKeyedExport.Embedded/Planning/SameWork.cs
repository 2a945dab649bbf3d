using System.Runtime.CompilerServices;
using TfKeyedExport.Analyses.Writes;
using TfKeyedExport.Graphs.Model;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>Takes nodes for equal that do the same: one operation on the same tensors with the same attributes.</summary>
internal sealed class SameWork : IEqualityComparer<Node>
{
    public static SameWork Comparer { get; } = new();

    /// <summary>Whether a node may be merged with another at all.</summary>
    public static bool IsCompared(Node node) => node.Regions.Count == 0 && node.Inputs.Count > 0 && Effects.IsPure(node);

    public bool Equals(Node? left, Node? right)
    {
        if (ReferenceEquals(left, right))
            return true;
        if (left is null || right is null || !left.Work.Equals(right.Work) || left.Inputs.Count != right.Inputs.Count)
            return false;
        // A size that is read in one step is of the type that the steps before had: no attribute says so.
        if (!left.Types.AsSpan().SequenceEqual(right.Types))
            return false;
        for (int i = 0; i < left.Inputs.Count; i++)
        {
            if (!ReferenceEquals(left.Inputs[i].Node, right.Inputs[i].Node) || left.Inputs[i].Index != right.Inputs[i].Index)
                return false;
        }
        return left.Attributes.SaysTheSame(right.Attributes);
    }

    /// <summary>Without the attributes, which cost more than they tell apart.</summary>
    public int GetHashCode(Node node)
    {
        var hash = new HashCode();
        hash.Add(node.Work);
        for (int i = 0; i < node.Inputs.Count; i++)
        {
            hash.Add(RuntimeHelpers.GetHashCode(node.Inputs[i].Node));
            hash.Add(node.Inputs[i].Index);
        }
        return hash.ToHashCode();
    }
}

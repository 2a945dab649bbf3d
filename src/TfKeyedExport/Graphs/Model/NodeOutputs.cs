using System.Collections;

namespace TfKeyedExport.Graphs.Model;

/// <summary>Tensors in order, not to be changed: an array that is read without asking an interface for each element.</summary>
internal readonly struct NodeOutputs(NodeOutput[] items) : IReadOnlyList<NodeOutput>
{
    /// <inheritdoc/>
    public int Count => items.Length;

    /// <inheritdoc/>
    public NodeOutput this[int index] => items[index];

    /// <summary>The array itself, for another node that reads the same tensors.</summary>
    public NodeOutput[] Shared => items;

    public ReadOnlySpan<NodeOutput>.Enumerator GetEnumerator() => new ReadOnlySpan<NodeOutput>(items).GetEnumerator();

    IEnumerator<NodeOutput> IEnumerable<NodeOutput>.GetEnumerator() => ((IEnumerable<NodeOutput>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();
}

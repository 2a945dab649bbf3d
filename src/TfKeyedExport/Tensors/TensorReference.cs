using System.Globalization;

namespace TfKeyedExport.Tensors;

/// <summary>How a NodeDef names an input: <c>node</c>, <c>node:1</c>, <c>node:out:1</c> inside functions, or <c>^node</c> for order only.</summary>
/// <param name="Node">The node, or the argument of a function.</param>
/// <param name="OutputArgument">The output argument's name; null if the index counts all outputs.</param>
/// <param name="Index">The position.</param>
/// <param name="IsControl">Whether only the order matters.</param>
internal readonly record struct TensorReference(string Node, string? OutputArgument, int Index, bool IsControl)
{
    /// <summary>Reads a reference.</summary>
    public static TensorReference Parse(string text)
    {
        if (text.StartsWith('^'))
            return new TensorReference(text[1..], null, 0, true);
        int last = text.LastIndexOf(':');
        if (last < 0 || !int.TryParse(text.AsSpan(last + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int index))
            return new TensorReference(text, null, 0, false);
        int first = text.IndexOf(':');
        return first == last
            ? new TensorReference(text[..last], null, index, false)
            : new TensorReference(text[..first], text[(first + 1)..last], index, false);
    }

    /// <inheritdoc/>
    public override string ToString() => OutputArgument is null ? $"{Node}:{Index}" : $"{Node}:{OutputArgument}:{Index}";
}

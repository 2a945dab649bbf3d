using System.Globalization;

namespace TfKeyedExport.Keying;

/// <summary>A tensor of a main graph or of a function's body: a node's output, or a function's argument.</summary>
/// <param name="Node">The node or argument.</param>
/// <param name="Output">Within functions, the output argument's name; null in main graphs and for arguments.</param>
/// <param name="Index">The position among the node's outputs, or within the output argument.</param>
internal readonly record struct TensorRef(string Node, string? Output, int Index)
{
    /// <summary>Reads <c>node</c>, <c>node:0</c> or <c>node:output:0</c>; null for control inputs and empty names.</summary>
    public static TensorRef? Parse(string text)
    {
        if (text.Length == 0 || text[0] == '^')
            return null;
        string[] parts = text.Split(':', 3);
        if (parts.Length == 1)
            return new TensorRef(parts[0], null, 0);
        return int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            ? new TensorRef(parts[0], parts.Length == 3 ? parts[1] : null, index)
            : null;
    }
}

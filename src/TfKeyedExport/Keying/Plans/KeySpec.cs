using System.Globalization;
using TfKeyedExport.Errors;
using TfKeyedExport.Keying.Names;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Keying.Plans;

/// <summary>A key that clients send and get back.</summary>
/// <param name="Name">Its name, the same among the inputs and the outputs.</param>
/// <param name="Type">The elements' type: string, or any type of fixed size.</param>
/// <param name="Shape">Its shape; null lets it follow the model's batch: <c>[None]</c>, or <c>[4]</c> for a model that takes batches of four only.</param>
public sealed record KeySpec(string Name, DataType Type = DataType.String, TensorShape? Shape = null)
{
    private const string Example = "Write it as NAME[:DTYPE[:SHAPE]], such as key, key:int64 or 'key:int64:[None,2]'";

    /// <summary>The key of a request that names none: <c>key</c>, a string for each row.</summary>
    public static KeySpec Default { get; } = new("key");

    /// <summary>
    /// Reads <c>NAME[:DTYPE[:SHAPE]]</c>. Sizes are separated by commas, with or without brackets; an open one is <c>None</c>, <c>-1</c> or <c>?</c>.
    /// </summary>
    /// <exception cref="TfKeyedException">It is not written so, or such a key is not possible (usage).</exception>
    public static KeySpec Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] parts = text.Split(':', 3);
        DataType type = DataType.String;
        if (parts.Length > 1 && DataTypeFacts.Parse(parts[1]) is var parsed)
            type = parsed ?? throw TfKeyedException.Usage($"'{parts[1]}' is not a tensor type", $"key '{text}'", Example);
        TensorShape? shape = parts.Length > 2 ? ParseShape(parts[2], text) : null;
        var key = new KeySpec(parts[0], type, shape);
        key.Validate();
        return key;
    }

    /// <summary>Checks that such a key is possible at all.</summary>
    /// <exception cref="TfKeyedException">It is not (usage).</exception>
    internal void Validate()
    {
        string where = $"key '{Name}'";
        if (Name.Length == 0)
            throw TfKeyedException.Usage("a key needs a name", null, Example);
        if (!LegalNames.IsWellFormed(Name))
            throw TfKeyedException.Usage("the name is not valid Unicode", where, "Choose another name");
        if (Type != DataType.String && !Type.IsFixedSize())
            throw TfKeyedException.Usage($"a key cannot be of type {Type.Name()}", where, "Take string, int64, int32 or any other type of fixed size");
        if (Shape is { HasRank: true, Rank: 0 })
            throw TfKeyedException.Usage(
                "a key of shape [] is one value for the whole batch, not one for each row", where, "Leave the shape out, or begin it with None");
    }

    private static TensorShape ParseShape(string text, string whole)
    {
        ReadOnlySpan<char> inner = text.AsSpan().Trim();
        if (inner is ['[', .., ']'] or ['(', .., ')'])
            inner = inner[1..^1];
        inner = inner.Trim().TrimEnd(',');
        var sizes = new List<long>();
        if (!inner.IsEmpty)
        {
            foreach (Range range in inner.Split(','))
                sizes.Add(ParseSize(inner[range].Trim(), whole));
        }
        return new TensorShape([.. sizes]);
    }

    private static long ParseSize(ReadOnlySpan<char> size, string whole)
    {
        if (size.Equals("None", StringComparison.OrdinalIgnoreCase) || size is "-1" or "?")
            return -1;
        return long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw TfKeyedException.Usage($"'{size}' is not a size", $"key '{whole}'", Example);
    }

    /// <summary>Name, type and shape, such as <c>key: string [None]</c>.</summary>
    public override string ToString() => Shape is { } shape ? $"{Name}: {Type.Name()} {shape}" : $"{Name}: {Type.Name()}";
}

namespace TfKeyedExport.Formats.TextFormat;

/// <summary>A field with one value, or with an empty list.</summary>
internal sealed record TextField
{
    /// <summary>The name; of an extension or the type of an <c>Any</c>, the text between its brackets.</summary>
    public required string Name { get; init; }

    /// <summary>Where the name stands.</summary>
    public required TextPosition Position { get; init; }

    /// <summary>Whether the name stands in brackets: an extension, or the type of an <c>Any</c>.</summary>
    public bool IsBracketed { get; init; }

    /// <summary>Whether the value stands in a list, which only repeated fields may have.</summary>
    public bool InList { get; init; }

    /// <summary>The value if it is a single one.</summary>
    public TextScalar? Scalar { get; init; }

    /// <summary>The value if it is a message.</summary>
    public TextMessage? Message { get; init; }

    /// <summary>Whether there is no value at all: <c>name: []</c>.</summary>
    public bool IsEmptyList => Scalar is null && Message is null;
}

namespace TfKeyedExport.Formats.TextFormat;

/// <summary>How large a text may be: it is written by strangers, and what is made of it takes several times its memory.</summary>
internal sealed record TextFormatLimits
{
    /// <summary>The limits of somebody who says nothing.</summary>
    public static TextFormatLimits Default { get; } = new();

    /// <summary>The most bytes of a text.</summary>
    public int Bytes { get; init; } = 16 << 20;

    /// <summary>The most messages within one another; protobuf's own readers stop there too.</summary>
    public int Depth { get; init; } = 100;

    /// <summary>The most fields, of all messages together.</summary>
    public int Fields { get; init; } = 1_000_000;
}

namespace TfKeyedExport.Operations.Rows;

/// <summary>How rows lose their place.</summary>
internal enum Loss
{
    /// <summary>Nothing is known of what the operation does to rows.</summary>
    Unknown,

    /// <summary>A row gets what others hold, or what its place or their number decides.</summary>
    Mixed,

    /// <summary>Rows stand in another order.</summary>
    Order,

    /// <summary>There are more or fewer of them.</summary>
    Count,

    /// <summary>Others decide how wide a row is.</summary>
    Width,

    /// <summary>Chance or the clock decides.</summary>
    Random,

    /// <summary>Earlier calls decide.</summary>
    State,
}

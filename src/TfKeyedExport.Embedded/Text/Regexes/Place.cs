namespace TfKeyedExport.Embedded.Text.Regexes;

/// <summary>What may be asked of a place between two bytes.</summary>
[Flags]
internal enum Place
{
    /// <summary>Nothing.</summary>
    Anywhere = 0,

    /// <summary>The text begins here.</summary>
    BeginText = 1,

    /// <summary>The text ends here.</summary>
    EndText = 2,

    /// <summary>The text begins here, or a line feed stands before.</summary>
    BeginLine = 4,

    /// <summary>The text ends here, or a line feed follows.</summary>
    EndLine = 8,

    /// <summary>A word (ASCII letters, digits, underscore) begins or ends here.</summary>
    WordBoundary = 16,

    /// <summary>No word begins or ends here.</summary>
    NoWordBoundary = 32,
}

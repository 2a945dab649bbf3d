namespace TfKeyedExport.Conformance.Json;

/// <summary>What a value of JSON is.</summary>
internal enum JsonKind
{
    /// <summary>null</summary>
    Null,

    /// <summary>true or false</summary>
    Bool,

    /// <summary>A number as it was written; NaN, Infinity and -Infinity are among them.</summary>
    Number,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A list.</summary>
    List,

    /// <summary>Members by name.</summary>
    Object,
}

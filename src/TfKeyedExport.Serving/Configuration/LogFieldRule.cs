namespace TfKeyedExport.Serving.Configuration;

/// <summary>What becomes of a field in the request log.</summary>
internal enum LogFieldRule
{
    /// <summary>It is written as it is.</summary>
    Keep,

    /// <summary>A hash stands in its place: equal values have equal ones.</summary>
    Hash,

    /// <summary>It is left out.</summary>
    Drop,
}

namespace TfKeyedExport.Serving.Versions;

/// <summary>Which version of a model a call is for: a number, a label, or, with neither, the latest that is available.</summary>
/// <param name="Number">The number; null if none was given.</param>
/// <param name="Label">The label; null if none was given.</param>
internal readonly record struct VersionChoice(long? Number, string? Label)
{
    /// <summary>The latest that is available.</summary>
    public static VersionChoice Latest => default;
}

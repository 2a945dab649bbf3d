namespace TfKeyedExport.Errors;

/// <summary>Words that several errors about unreadable models share.</summary>
internal static class ModelErrors
{
    /// <summary>The way out of a damaged file.</summary>
    public const string CopyAgain = "Copy the model again from where it was made, or export it again";
}

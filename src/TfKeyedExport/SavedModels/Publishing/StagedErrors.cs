using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels.Files;

namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>Errors about a staged model, in the names that the user gave: its hidden folder is gone by the time that the message is read.</summary>
/// <param name="staged">The folder in which it is staged.</param>
/// <param name="model">The folder that was exported.</param>
/// <param name="output">The folder that was to be.</param>
internal readonly struct StagedErrors(string staged, string model, string output)
{
    /// <summary>Whether an error names the hidden folder.</summary>
    public bool Concerns(TfKeyedException error) => error.Message.Contains(staged, StringComparison.Ordinal);

    /// <summary>The same error with other names.</summary>
    public TfKeyedException Renamed(TfKeyedException error) => error.With(
        Rename(error.What), error.Where == staged ? $"the check of {output}, which was not published" : Rename(error.Where), Rename(error.Next),
        [.. error.Choices.Select(Rename)]);

    // What was made is only the graph; variables and assets are the model's own.
    private string Rename(string? text) => text?
        .Replace(Path.Combine(staged, ModelFileNames.Proto), Path.Combine(output, ModelFileNames.Proto), StringComparison.Ordinal)
        .Replace(staged + Path.DirectorySeparatorChar, model + Path.DirectorySeparatorChar, StringComparison.Ordinal)
        .Replace(staged, output, StringComparison.Ordinal)!;
}

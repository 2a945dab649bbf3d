namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>One file's way into a copy of a model.</summary>
/// <param name="Source">The file.</param>
/// <param name="Length">Its length when the model was listed.</param>
/// <param name="Target">The file to make.</param>
/// <param name="Way">The way that is wanted.</param>
/// <param name="Durability">What the copy must survive.</param>
/// <param name="Progress">Told the bytes that were added.</param>
/// <param name="CancellationToken">Stops the copy.</param>
internal readonly record struct FileToCopy(
    string Source,
    long Length,
    string Target,
    VariableCopy Way,
    Durability Durability,
    Action<long> Progress,
    CancellationToken CancellationToken);

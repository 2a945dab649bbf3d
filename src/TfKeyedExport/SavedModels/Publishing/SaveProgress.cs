namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>How far a save is.</summary>
/// <param name="DoneBytes">Bytes of carried-over files that are done.</param>
/// <param name="TotalBytes">Bytes of all files that are carried over.</param>
public readonly record struct SaveProgress(long DoneBytes, long TotalBytes);

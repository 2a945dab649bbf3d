namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>What a save did.</summary>
/// <param name="Folder">The model's folder.</param>
/// <param name="Variables">How the variables got there: reflink, hard link or copy; never <see cref="VariableCopy.Auto"/>.</param>
/// <param name="CarriedFiles">How many files were carried over.</param>
/// <param name="CarriedBytes">Their bytes.</param>
/// <param name="GraphBytes">Bytes of <c>saved_model.pb</c>.</param>
public sealed record SaveResult(string Folder, VariableCopy Variables, int CarriedFiles, long CarriedBytes, long GraphBytes);

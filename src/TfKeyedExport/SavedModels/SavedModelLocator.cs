using TfKeyedExport.Errors;

namespace TfKeyedExport.SavedModels;

/// <summary>Finds the SavedModel that a path means, or says what lies there instead.</summary>
internal static class SavedModelLocator
{
    /// <summary>The model's folder.</summary>
    /// <exception cref="TfKeyedException">There is no SavedModel.</exception>
    public static string Find(string path)
    {
        string full = Path.GetFullPath(path);
        if (File.Exists(Path.Combine(full, SavedModel.ProtoName)))
            return full;
        throw TfKeyedException.Unreadable(Directory.Exists(full) ? $"no {SavedModel.ProtoName} in this folder" : "no such folder", path, "Name the folder of a SavedModel");
    }
}

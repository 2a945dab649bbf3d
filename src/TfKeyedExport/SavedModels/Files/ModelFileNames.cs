namespace TfKeyedExport.SavedModels.Files;

/// <summary>Names of files and folders that readers and writers of models share.</summary>
internal static class ModelFileNames
{
    /// <summary>The file that holds a model's protos.</summary>
    public const string Proto = "saved_model.pb";

    /// <summary>How the names of everything begin that is on its way to its place.</summary>
    public const string OwnPrefix = ".tfkeyed-";
}

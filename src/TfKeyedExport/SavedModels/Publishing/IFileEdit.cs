namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>A file of a model that its copy gets in another form, or not at all.</summary>
internal interface IFileEdit
{
    /// <summary>Its path in the model, with slashes.</summary>
    string Name { get; }

    /// <summary>Whether the copy goes without it.</summary>
    bool LeavesOut { get; }

    /// <summary>Writes the changed file.</summary>
    /// <param name="source">The file as the model has it.</param>
    /// <param name="target">The file as the copy gets it.</param>
    void Write(string source, Stream target);
}

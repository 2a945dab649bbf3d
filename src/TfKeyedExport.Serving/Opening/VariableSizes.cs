using TfKeyedExport.SavedModels.Bundles;

namespace TfKeyedExport.Serving.Opening;

/// <summary>How large a model's variables are.</summary>
internal static class VariableSizes
{
    /// <summary>The bytes of all variables in a model's folder, by their index.</summary>
    public static long Of(string folder)
    {
        string index = Path.Combine(folder, "variables", "variables.index");
        return File.Exists(index) ? BundleIndex.Read(index).InFileOrder().Sum(e => e.Size) : 0;
    }
}

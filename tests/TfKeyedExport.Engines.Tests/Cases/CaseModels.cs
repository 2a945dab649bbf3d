using TfKeyedExport.Formats.Golden;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Testing;

namespace TfKeyedExport.Engines.Tests.Cases;

/// <summary>Small models of faults that engines had, with what is right.</summary>
internal static class CaseModels
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "TfKeyedExport.Engines.Tests", "Cases");

    /// <summary>One of them.</summary>
    public static SavedModel Load(string name) => SavedModel.Load(Path.Combine(Folder, name));

    /// <summary>TensorFlow's answers.</summary>
    public static GoldenDocument Golden(string name) => GoldenDocument.Load(Path.Combine(Folder, name + ".golden.json"));

    /// <summary>The calls that belong to a model.</summary>
    public static GoldenDocument Calls(string name) => GoldenDocument.Load(Path.Combine(Folder, name, "cases.json"));
}

using TfKeyedExport.Conformance.Json;

namespace TfKeyedExport.Conformance.Cases;

/// <summary>Which models a case's server has, as make_models.py wrote it beside them.</summary>
internal sealed class ModelIndex
{
    private readonly JsonNode _cases;

    /// <summary>Reads models.json of a folder of models.</summary>
    /// <exception cref="IOException">It is not there, or not JSON.</exception>
    public ModelIndex(string folder)
    {
        Folder = Path.GetFullPath(folder);
        string file = Path.Combine(folder, "models.json");
        if (!File.Exists(file))
            throw new IOException($"{file} is missing: make_models.py writes it");
        _cases = JsonReader.TryParse(File.ReadAllText(file))?["cases"] ?? throw new IOException($"{file} has no cases");
    }

    /// <summary>The folder of models.</summary>
    public string Folder { get; }

    /// <summary>The models of a case.</summary>
    /// <exception cref="IOException">They were not made.</exception>
    public IReadOnlyList<string> Of(Case one) => _cases[one.Id]?["models"] is { } models
        ? [.. models.Items.Select(m => m.Text)]
        : throw new IOException($"no models were made for {one.Id}: {_cases[one.Id]?["error"]?.Text ?? "make_models.py did not see it"}");
}

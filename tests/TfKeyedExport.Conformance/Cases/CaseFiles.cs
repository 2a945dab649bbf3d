using TfKeyedExport.Conformance.Json;

namespace TfKeyedExport.Conformance.Cases;

/// <summary>A folder of case files: every .json that is a list of objects with an id.</summary>
internal static class CaseFiles
{
    /// <summary>All cases of a folder, in the order of the files' names.</summary>
    /// <exception cref="IOException">There are none, or one stands there twice.</exception>
    public static IReadOnlyList<Case> Read(string folder)
    {
        var cases = new List<Case>();
        foreach (string file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            JsonNode node = JsonReader.TryParse(File.ReadAllText(file)) ?? throw new IOException($"{file} is not JSON");
            cases.AddRange(node.Items.Where(i => i["id"] is not null).Select(i => new Case(i)));
        }
        if (cases.Count == 0)
            throw new IOException($"no cases in {folder}");
        return cases.GroupBy(c => c.Id).FirstOrDefault(g => g.Count() > 1) is { } twice ? throw new IOException($"{twice.Key} stands there twice") : cases;
    }
}

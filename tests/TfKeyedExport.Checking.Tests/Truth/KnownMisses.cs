namespace TfKeyedExport.Checking.Tests.Truth;

/// <summary>The models of which a check does not yet say the truth: one a line, with the engine and what it says instead.</summary>
internal static class KnownMisses
{
    private static readonly Lazy<Dictionary<(string Model, string Engine), string>> Listed = new(Read);

    /// <summary>What is said instead of the truth; null for a model that is not listed.</summary>
    public static string? Of(string model, string engine) => Listed.Value.GetValueOrDefault((model, engine));

    /// <summary>The models that are listed.</summary>
    public static IEnumerable<string> Models => Listed.Value.Keys.Select(k => k.Model);

    private static Dictionary<(string Model, string Engine), string> Read() =>
        File.ReadLines(Path.Combine(TruthModels.Folder, "known-misses.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', 3))
            .ToDictionary(parts => (parts[0], parts[1]), parts => parts[2]);
}

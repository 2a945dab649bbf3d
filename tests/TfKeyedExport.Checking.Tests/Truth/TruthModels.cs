using System.Text.Json;
using TfKeyedExport.Testing;

namespace TfKeyedExport.Checking.Tests.Truth;

/// <summary>The models that <c>scripts/truth-models.py</c> made, and what TensorFlow showed about each.</summary>
internal static class TruthModels
{
    /// <summary>Where they lie.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "TfKeyedExport.Checking.Tests", "Truth");

    private static readonly Lazy<JsonDocument> Verdicts = new(() => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "verdicts.json"))));

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => Verdicts.Value.RootElement.EnumerateObject().Select(m => m.Name);

    /// <summary>What a check has to say: <c>safe</c>, or <c>unsafe</c> with each output's reason; scalars are told beside it.</summary>
    public static string Truth(string model)
    {
        JsonElement entry = Verdicts.Value.RootElement.GetProperty(model);
        IEnumerable<string> reasons = entry.TryGetProperty("unsafe", out JsonElement blamed)
            ? blamed.EnumerateObject().Select(b => $"{b.Name}={b.Value.GetString()}")
            : [];
        IEnumerable<string> scalars = entry.TryGetProperty("scalar", out JsonElement listed)
            ? listed.EnumerateArray().Select(s => $"scalar:{s.GetString()}")
            : [];
        return Words(entry.GetProperty("verdict").GetString()!, reasons, scalars);
    }

    /// <summary>A verdict in the one form in which truth, findings and known misses are compared.</summary>
    public static string Words(string verdict, IEnumerable<string> reasons, IEnumerable<string> scalars) =>
        string.Join(' ', [verdict, .. reasons.Order(StringComparer.Ordinal), .. scalars.Order(StringComparer.Ordinal)]);
}

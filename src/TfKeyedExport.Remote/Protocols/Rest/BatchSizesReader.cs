using System.Text.Json;

namespace TfKeyedExport.Remote.Protocols.Rest;

/// <summary>Reads off a list of models at which sizes the server cuts or fills up batches.</summary>
internal static class BatchSizesReader
{
    private const int Most = 64;

    /// <summary>The sizes, ascending; empty if the list does not say.</summary>
    public static IReadOnlyList<int> Read(ReadOnlyMemory<byte> utf8, string model)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8);
            return [.. document.RootElement.GetProperty("models"u8).EnumerateArray()
                .Where(m => m.GetProperty("name"u8).GetString() == model)
                .SelectMany(m => m.GetProperty("versions"u8).EnumerateArray())
                .SelectMany(Sizes).Where(s => s > 0).Distinct().Order().Take(Most)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return [];
        }
    }

    private static IEnumerable<int> Sizes(JsonElement version)
    {
        if (!version.TryGetProperty("batching_parameters"u8, out JsonElement parameters))
            yield break;
        foreach (string name in (string[])["max_batch_size", "max_execution_batch_size"])
        {
            if (parameters.TryGetProperty(name, out JsonElement size) && size.TryGetInt32(out int number))
                yield return number;
        }
        if (!parameters.TryGetProperty("allowed_batch_sizes"u8, out JsonElement allowed))
            yield break;
        foreach (JsonElement size in allowed.EnumerateArray().Take(Most))
        {
            if (size.TryGetInt32(out int number))
                yield return number;
        }
    }
}

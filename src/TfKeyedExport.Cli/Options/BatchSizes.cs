using System.Globalization;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Cli.Options;

/// <summary>Reads lists of batch sizes.</summary>
internal static class BatchSizes
{
    private const int Largest = 1_000_000;
    private const int MostSizes = 32;

    /// <summary>The sizes of <c>--batch-sizes</c>, ascending, each once.</summary>
    /// <exception cref="TfKeyedException">One is none, or there are too many (usage).</exception>
    public static IReadOnlyList<int> Parse(string list)
    {
        int[] sizes = [.. list.Split(',', StringSplitOptions.TrimEntries).Select(Size).Distinct().Order()];
        return sizes.Length <= MostSizes
            ? sizes
            : throw TfKeyedException.Usage($"{sizes.Length} sizes are too many", "--batch-sizes", $"name {MostSizes} at most");
    }

    private static int Size(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size is > 0 and <= Largest
        ? size
        : throw TfKeyedException.Usage($"'{text}' is no batch size", "--batch-sizes", $"take numbers from 1 to {Largest}, with commas between them");
}

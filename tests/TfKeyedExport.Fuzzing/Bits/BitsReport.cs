using System.Globalization;
using System.Text.Json;
using TfKeyedExport.Engines.Tests.SameBits;
using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Fuzzing.Bits;

/// <summary>Tells of the models of some folders whether their rows have the same bits alone and in any batch.</summary>
internal static class BitsReport
{
    /// <summary>Goes through the models of the folders that <see cref="Options.Models"/> names, between colons.</summary>
    /// <returns>0 if every model that answers row by row gives the same bits; else 1.</returns>
    public static int Run(Options options)
    {
        string[] folders = [.. (options.Models ?? "models").Split(':').SelectMany(Directory.GetDirectories)
            .Where(f => File.Exists(Path.Combine(f, SavedModel.ProtoName)) && (options.Only is null || Path.GetFileName(f) == options.Only))
            .Order(StringComparer.Ordinal)];
        var counts = new Dictionary<RowBits, int>();
        foreach (string folder in folders)
        {
            (RowBits bits, string detail) = Model(folder, (long)options.Seed);
            // A small leak looks like rounding: who wrote the model knows better.
            if (bits == RowBits.Rounded && IsDeclaredUnsafe(folder))
                bits = RowBits.Mixed;
            counts[bits] = counts.GetValueOrDefault(bits) + 1;
            if (bits != RowBits.Same)
                Console.WriteLine($"{Word(bits),-9} {Path.GetFileName(folder)}: {detail}");
        }
        int same = counts.GetValueOrDefault(RowBits.Same), rounded = counts.GetValueOrDefault(RowBits.Rounded);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{counts.GetValueOrDefault(RowBits.Mixed)} mix rows, of {counts.GetValueOrDefault(RowBits.NothingToCompare)} nothing can be compared"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"same bits: {same} of {same + rounded}"));
        return rounded == 0 ? 0 : 1;
    }

    private static (RowBits Bits, string Detail) Model(string folder, long seed)
    {
        try
        {
            var found = new[] { 1, 0 }.SelectMany(threads => ModelRows.Compare(folder, threads, seed)).ToList();
            SignatureBits worst = found.MaxBy(f => f.Bits)!;
            return (worst.Bits, $"{worst.Signature}: {worst.Detail}");
        }
        catch (TfKeyedException error)
        {
            return (RowBits.NothingToCompare, error.Message);
        }
    }

    // The verdicts that lie beside models whose rows were made to mix.
    private static bool IsDeclaredUnsafe(string folder)
    {
        string verdicts = Path.Combine(Path.GetDirectoryName(folder)!, "verdicts.json");
        if (!File.Exists(verdicts))
            return false;
        using var document = JsonDocument.Parse(File.ReadAllBytes(verdicts));
        return document.RootElement.TryGetProperty(Path.GetFileName(folder), out JsonElement said)
            && said.TryGetProperty("verdict", out JsonElement verdict) && verdict.GetString() == "unsafe";
    }

    private static string Word(RowBits bits) => bits switch
    {
        RowBits.Rounded => "DIFFERS",
        RowBits.Mixed => "mixes",
        _ => "nothing",
    };
}

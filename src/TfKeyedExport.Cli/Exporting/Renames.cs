using TfKeyedExport.Errors;

namespace TfKeyedExport.Cli.Exporting;

/// <summary>Reads <c>OLD=NEW</c> pairs.</summary>
internal static class Renames
{
    /// <summary>New names by old ones.</summary>
    /// <exception cref="TfKeyedException">A pair is not written so, or an old name is given twice (usage).</exception>
    public static Dictionary<string, string> Parse(string option, string[]? pairs)
    {
        var renames = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string pair in pairs ?? [])
        {
            int sign = pair.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0 || sign == pair.Length - 1)
                throw TfKeyedException.Usage($"'{pair}' is not a pair OLD=NEW", option, $"write it as {option} weight=babyweight");
            if (!renames.TryAdd(pair[..sign], pair[(sign + 1)..]))
                throw TfKeyedException.Usage($"'{pair[..sign]}' is renamed twice", option, "keep one of the two");
        }
        return renames;
    }
}

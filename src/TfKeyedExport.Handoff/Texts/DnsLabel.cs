using System.Globalization;
using System.Text;
using TfKeyedExport.Hashing;

namespace TfKeyedExport.Handoff.Texts;

/// <summary>Names that Kubernetes takes: small letters, digits and hyphens, a letter first, 63 at most.</summary>
internal static class DnsLabel
{
    private const int Most = 63;

    // What is added to a name must fit behind it.
    private const int Room = 8;

    /// <summary>A label made of a model's name; names that would come out alike get a hash behind them.</summary>
    public static string Of(string name)
    {
        var label = new StringBuilder();
        foreach (char c in name.ToLowerInvariant())
            label.Append(char.IsAsciiLetterOrDigit(c) ? c : '-');
        string made = label.ToString().Trim('-');
        if (made.Length == 0 || !char.IsAsciiLetter(made[0]))
            made = $"model-{made}".TrimEnd('-');
        if (made == name && made.Length <= Most - Room)
            return made;
        string hash = Fingerprint64.Compute(Encoding.UTF8.GetBytes(name)).ToString("x16", CultureInfo.InvariantCulture)[..8];
        int most = Most - Room - hash.Length - 1;
        return $"{(made.Length > most ? made[..most].TrimEnd('-') : made)}-{hash}";
    }
}

using System.Globalization;
using System.Text;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Serving.Clients;

/// <summary>
/// The file of clients and the hashes of their tokens, a line each: <c>NAME SHA256-OF-TOKEN [prefix=PREFIX]... [share=N]</c>. The tokens themselves are
/// nowhere: <c>printf %s TOKEN | sha256sum</c> makes a hash. Who shows a certificate has <c>cert=COMMON-NAME</c> in its place.
/// </summary>
internal static class TokenFile
{
    /// <summary>What stands before the common name of a certificate.</summary>
    public const string CertificateMark = "cert=";

    private const int HashDigits = 64;
    private const int MostClients = 100_000;

    // As many as somebody mends at once.
    private const int MostFaults = 20;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="faults">Takes what is wrong with it.</param>
    /// <returns>The clients, by the hash of their token in lower-case hexadecimal digits, or by <c>cert=COMMON-NAME</c>.</returns>
    public static IReadOnlyDictionary<string, Client> Read(string path, ICollection<TfKeyedException> faults)
    {
        var clients = new Dictionary<string, Client>(StringComparer.Ordinal);
        int number = 0;
        try
        {
            foreach (string line in File.ReadLines(path))
            {
                number++;
                string[] words = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
                if (words.Length == 0 || words[0][0] == '#')
                    continue;
                if (faults.Count >= MostFaults)
                    break;
                if (clients.Count == MostClients)
                {
                    faults.Add(Wrong(path, number, $"there are more than {MostClients} clients"));
                    break;
                }
                if (Take(words, clients) is { } what)
                    faults.Add(Wrong(path, number, what));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add(TfKeyedException.Unreadable(
                $"the file of tokens cannot be read: {e.Message}", path, "name another with --token-file or --admin-token-file", e));
        }
        return clients;
    }

    // What is wrong with a line; null for nothing.
    private static string? Take(string[] words, Dictionary<string, Client> clients)
    {
        if (words.Length < 2 || Mark(words[1]) is not { } mark)
            return "a line is NAME SHA256-OF-TOKEN [prefix=PREFIX]... [share=N], the hash in 64 hexadecimal digits, or cert=COMMON-NAME in its place";
        if (ClientOf(words, out string? wrong) is not { } client)
            return wrong;
        return clients.TryAdd(mark, client) ? null : "two clients have one token or certificate";
    }

    private static string? Mark(string word)
    {
        if (word.StartsWith(CertificateMark, StringComparison.Ordinal))
            return word.Length > CertificateMark.Length ? word : null;
        return word.Length == HashDigits && word.All(char.IsAsciiHexDigit) ? word.ToLowerInvariant() : null;
    }

    private static Client? ClientOf(string[] words, out string? wrong)
    {
        wrong = null;
        var prefixes = new List<byte[]>();
        int share = 1;
        foreach (string word in words.Skip(2))
        {
            if (word.StartsWith("prefix=", StringComparison.Ordinal))
                prefixes.Add(Encoding.UTF8.GetBytes(word["prefix=".Length..]));
            else if (!word.StartsWith("share=", StringComparison.Ordinal)
                || !int.TryParse(word["share=".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out share) || share is < 1 or > 1000)
                wrong = "the words behind the hash are prefix=PREFIX, and share=N with N from 1 to 1000; one is neither";
        }
        if (prefixes.Exists(p => p.Length == 0))
            wrong = "an empty prefix would let all keys through";
        if (wrong is not null)
            return null;
        return new Client(words[0], prefixes, share);
    }

    // The line itself is not shown: somebody may have written a token into it.
    private static TfKeyedException Wrong(string path, int line, string what) => TfKeyedException.Unreadable(what, $"{path}, line {line}", "mend the line");
}

using System.Globalization;
using System.Text;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Serving.Clients;

/// <summary>
/// The file of clients and the hashes of their tokens, a line each: <c>NAME SHA256-OF-TOKEN [prefix=PREFIX]... [share=N]</c>. The tokens themselves are
/// nowhere: <c>printf %s TOKEN | sha256sum</c> makes a hash.
/// </summary>
internal static class TokenFile
{
    private const int HashDigits = 64;
    private const int MostClients = 100_000;

    /// <summary>Reads a file.</summary>
    /// <returns>The clients, by the hash of their token in lower-case hexadecimal digits.</returns>
    /// <exception cref="TfKeyedException">It cannot be read, or a line is none.</exception>
    public static IReadOnlyDictionary<string, Client> Read(string path)
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
                if (clients.Count == MostClients)
                    throw Wrong(path, number, $"there are more than {MostClients} clients");
                if (words.Length < 2 || words[1].Length != HashDigits || !words[1].All(char.IsAsciiHexDigit))
                    throw Wrong(path, number, "a line is NAME SHA256-OF-TOKEN [prefix=PREFIX]... [share=N], the hash in 64 hexadecimal digits");
                if (!clients.TryAdd(words[1].ToLowerInvariant(), ClientOf(words, path, number)))
                    throw Wrong(path, number, "two clients have one token");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw TfKeyedException.Unreadable($"the file of tokens cannot be read: {e.Message}", path, "name another with --token-file", e);
        }
        return clients;
    }

    private static Client ClientOf(string[] words, string path, int number)
    {
        var prefixes = new List<byte[]>();
        int share = 1;
        foreach (string word in words.Skip(2))
        {
            if (word.StartsWith("prefix=", StringComparison.Ordinal))
                prefixes.Add(Encoding.UTF8.GetBytes(word["prefix=".Length..]));
            else if (!word.StartsWith("share=", StringComparison.Ordinal)
                || !int.TryParse(word["share=".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out share) || share is < 1 or > 1000)
                throw Wrong(path, number, $"'{word}' is neither prefix=PREFIX nor share=N with N from 1 to 1000");
        }
        return new Client(words[0], prefixes, share);
    }

    // The line itself is not shown: somebody may have written a token into it.
    private static TfKeyedException Wrong(string path, int line, string what) => TfKeyedException.Unreadable(what, $"{path}, line {line}", "mend the line");
}

using System.Text;

namespace TfKeyedExport.Serving.Clients;

/// <summary>What an operator may not have meant who has keys begin with what their client may use.</summary>
internal static class PrefixWarnings
{
    // As many as somebody reads.
    private const int Most = 10;

    /// <summary>Says what to look at: clients whose keys can be each other's, and clients without any.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Client> clients)
    {
        var warnings = new List<string>();
        List<(string Name, string Prefix)> all = [];
        foreach (Client client in clients)
        {
            if (client.Prefixes.Count == 0)
                warnings.Add($"client '{client.Name}' has no prefix=, so that each key of it is refused (--require-client-prefix)");
            all.AddRange(client.Prefixes.Select(p => (client.Name, Encoding.UTF8.GetString(p))));
        }
        // In this order, what begins with a prefix follows it.
        all.Sort((a, b) => string.CompareOrdinal(a.Prefix, b.Prefix));
        var open = new Stack<(string Name, string Prefix)>();
        foreach ((string Name, string Prefix) next in all)
        {
            while (open.TryPeek(out (string Name, string Prefix) before) && !next.Prefix.StartsWith(before.Prefix, StringComparison.Ordinal))
                open.Pop();
            if (open.Any(o => o.Name != next.Name) && open.First(o => o.Name != next.Name) is var other)
                warnings.Add($"keys of '{next.Name}' (prefix={next.Prefix}) can be those of '{other.Name}' (prefix={other.Prefix})");
            if (warnings.Count >= Most)
                break;
            open.Push(next);
        }
        return warnings;
    }
}

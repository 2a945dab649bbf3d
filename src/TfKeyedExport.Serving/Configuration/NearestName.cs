namespace TfKeyedExport.Serving.Configuration;

/// <summary>Finds what somebody meant who mistyped a name.</summary>
internal static class NearestName
{
    private const int LongestName = 128;

    /// <summary>The nearest of some names, or null if none is near: at most a third of its letters differ.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">What there is.</param>
    public static string? Find(string name, IEnumerable<string> known)
    {
        if (name.Length > LongestName)
            return null;
        (string Name, int Distance)? best = null;
        foreach (string candidate in known)
        {
            int distance = Distance(name, candidate);
            if (distance <= Math.Max(1, candidate.Length / 3) && !(best?.Distance <= distance))
                best = (candidate, distance);
        }
        return best?.Name;
    }

    // Letters to add, take away, change, or exchange with their neighbour.
    private static int Distance(string a, string b)
    {
        int[] before = new int[b.Length + 1], last = [.. Enumerable.Range(0, b.Length + 1)], row = new int[b.Length + 1];
        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                char x = char.ToLowerInvariant(a[i - 1]), y = char.ToLowerInvariant(b[j - 1]);
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (x == y ? 0 : 1));
                if (i > 1 && j > 1 && x == char.ToLowerInvariant(b[j - 2]) && char.ToLowerInvariant(a[i - 2]) == y)
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            (before, last, row) = (last, row, before);
        }
        return last[b.Length];
    }
}

using System.Text;

namespace TfKeyedExport.Embedded.Text.Regexes;

/// <summary>Which code points are the same letter in another case, by Unicode's simple case folding.</summary>
internal static class CaseOrbits
{
    private const int LongS = 0x17F;
    private const int KelvinSign = 0x212A;
    private const int DottedCapitalI = 0x130;
    private const int DotlessI = 0x131;

    private static readonly Lazy<Dictionary<int, int[]>> Orbits = new(Build);

    /// <summary>Adds the other cases of a range's code points to a set.</summary>
    public static void AddOthers(int first, int last, CodePointSet target)
    {
        int lower = Math.Max(first, 'a'), upper = Math.Min(last, 'z');
        target.Add(lower - 32, upper - 32);
        lower = Math.Max(first, 'A');
        upper = Math.Min(last, 'Z');
        target.Add(lower + 32, upper + 32);
        if (last < 128 && !Has(first, last, 'k') && !Has(first, last, 's') && !Has(first, last, 'K') && !Has(first, last, 'S'))
            return;
        foreach ((int codePoint, int[] orbit) in Orbits.Value)
        {
            if (codePoint < first || codePoint > last)
                continue;
            foreach (int other in orbit)
                target.Add(other, other);
        }
    }

    private static bool Has(int first, int last, char letter) => first <= letter && letter <= last;

    private static Dictionary<int, int[]> Build()
    {
        var groups = new Dictionary<int, List<int>>();
        for (int codePoint = 0; codePoint <= Utf8.MaxCodePoint; codePoint++)
        {
            int folded = Rune.IsValid(codePoint) ? Fold(codePoint) : codePoint;
            if (folded == codePoint)
                continue;
            if (!groups.TryGetValue(folded, out List<int>? group))
                groups[folded] = group = [folded];
            group.Add(codePoint);
        }
        var orbits = new Dictionary<int, int[]>();
        foreach (List<int> group in groups.Values)
        {
            foreach (int codePoint in group)
                orbits[codePoint] = [.. group];
        }
        return orbits;
    }

    private static int Fold(int codePoint) => codePoint switch
    {
        LongS => 's',
        KelvinSign => 'k',
        DottedCapitalI or DotlessI => codePoint,
        _ => Rune.ToLowerInvariant(Rune.ToUpperInvariant(new Rune(codePoint))).Value,
    };
}

namespace TfKeyedExport.Text;

/// <summary>Orders names by Unicode code point, as Python sorts them; a plain ordinal comparison of .NET strings differs beyond U+FFFF.</summary>
internal sealed class CodePointOrder : IComparer<string>
{
    /// <summary>The only instance.</summary>
    public static CodePointOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        if (x is null || y is null)
            return string.CompareOrdinal(x, y);
        int common = Math.Min(x.Length, y.Length);
        for (int i = 0; i < common; i++)
        {
            if (x[i] != y[i])
                return Weight(x[i]).CompareTo(Weight(y[i]));
        }
        return x.Length.CompareTo(y.Length);
    }

    /// <summary>Surrogates stand for code points above all of the basic plane.</summary>
    private static int Weight(char c) => char.IsSurrogate(c) ? c + 0x10000 : c;
}

namespace TfKeyedExport.Embedded.Text.Regexes;

/// <summary>Up to four ranges of bytes, one behind the other: UTF-8 of a run of code points.</summary>
/// <param name="Low">The first byte of each range, the first range in the highest used byte.</param>
/// <param name="High">The last byte of each range.</param>
/// <param name="Length">The number of ranges.</param>
internal readonly record struct ByteRanges(uint Low, uint High, int Length)
{
    private static readonly int[] LargestByLength = [0x7F, 0x7FF, 0xFFFF];

    /// <summary>One of the ranges.</summary>
    public (byte First, byte Last) this[int index]
    {
        get
        {
            int shift = 8 * (Length - 1 - index);
            return ((byte)(Low >> shift), (byte)(High >> shift));
        }
    }

    /// <summary>What the code points of a set look like in UTF-8; in order, each byte sequence in exactly one result.</summary>
    public static List<ByteRanges> Of(CodePointSet set)
    {
        var results = new List<ByteRanges>();
        foreach ((int first, int last) in set.Ranges)
            Add(first, last, results);
        return results;
    }

    private static void Add(int first, int last, List<ByteRanges> results)
    {
        if (first == 0x80 && last == Utf8.MaxCodePoint)
        {
            // RE2 is lenient for "anything beyond ASCII": overlong forms and values over the largest code point are let through.
            results.Add(new ByteRanges(0xC280, 0xDFBF, 2));
            results.Add(new ByteRanges(0xE08080, 0xEFBFBF, 3));
            results.Add(new ByteRanges(0xF0808080, 0xF4BFBFBF, 4));
            return;
        }
        foreach (int largest in LargestByLength)
        {
            if (first <= largest && largest < last)
            {
                Add(first, largest, results);
                Add(largest + 1, last, results);
                return;
            }
        }
        if (last < 0x80)
        {
            results.Add(new ByteRanges((uint)first, (uint)last, 1));
            return;
        }
        for (int bits = 6; bits <= 18; bits += 6)
        {
            int mask = (1 << bits) - 1;
            if ((first & ~mask) == (last & ~mask))
                continue;
            if ((first & mask) != 0)
            {
                Add(first, first | mask, results);
                Add((first | mask) + 1, last, results);
                return;
            }
            if ((last & mask) != mask)
            {
                Add(first, (last & ~mask) - 1, results);
                Add(last & ~mask, last, results);
                return;
            }
        }
        Span<byte> low = stackalloc byte[Utf8.MaxBytes], high = stackalloc byte[Utf8.MaxBytes];
        int length = Utf8.Encode(first, low);
        Utf8.Encode(last, high);
        uint lows = 0, highs = 0;
        for (int i = 0; i < length; i++)
        {
            lows = (lows << 8) | low[i];
            highs = (highs << 8) | high[i];
        }
        results.Add(new ByteRanges(lows, highs, length));
    }
}

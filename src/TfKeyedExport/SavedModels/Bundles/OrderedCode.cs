using System.Numerics;
using System.Text;

namespace TfKeyedExport.SavedModels.Bundles;

/// <summary>An encoding of names and numbers whose bytes sort as they do: the keys of slices.</summary>
internal static class OrderedCode
{
    /// <summary>The key of one slice of a tensor, one byte a character.</summary>
    /// <param name="tensorKey">The tensor's own key, one byte a character.</param>
    /// <param name="slice">The slice.</param>
    public static string SliceKey(string tensorKey, TensorSlice slice)
    {
        var code = new StringBuilder();
        // Zero sorts slices before all other keys.
        AppendUnsigned(code, 0);
        AppendText(code, tensorKey);
        AppendUnsigned(code, (ulong)slice.Extents.Count);
        foreach (SliceExtent extent in slice.Extents)
        {
            AppendSigned(code, extent.Start);
            AppendSigned(code, extent.Length);
        }
        return code.ToString();
    }

    /// <summary>The number of bytes, then the bytes from the highest.</summary>
    private static void AppendUnsigned(StringBuilder code, ulong value)
    {
        int length = (BitOperations.Log2(value | 1) / 8) + (value == 0 ? 0 : 1);
        code.Append((char)length);
        for (int i = length - 1; i >= 0; i--)
            code.Append((char)((value >> (8 * i)) & 0xFF));
    }

    /// <summary>Escapes the bytes 0 and 255, and ends with a pair that no escape begins with.</summary>
    private static void AppendText(StringBuilder code, string text)
    {
        foreach (char c in text)
        {
            code.Append(c);
            if (c == '\0')
                code.Append('\u00FF');
            else if (c == '\u00FF')
                code.Append('\0');
        }
        code.Append('\0').Append('\u0001');
    }

    /// <summary>As many leading one bits as there are bytes, then the number in two's complement; a negative number's header is inverted.</summary>
    private static void AppendSigned(StringBuilder code, long value)
    {
        ulong magnitude = (ulong)(value < 0 ? ~value : value);
        int bits = magnitude == 0 ? 0 : BitOperations.Log2(magnitude) + 1;
        int length = (bits / 7) + 1;
        Span<byte> bytes = stackalloc byte[10];
        for (int i = 0; i < length; i++)
        {
            int shift = 8 * (length - 1 - i);
            bytes[i] = (byte)(shift >= 64 ? value >> 63 : value >> shift);
        }
        // The header: length one bits from the top, over the first two bytes.
        bytes[0] ^= (byte)(0xFF00 >> Math.Min(length, 8));
        if (length > 8)
            bytes[1] ^= (byte)(0xFF00 >> (length - 8));
        foreach (byte b in bytes[..length])
            code.Append((char)b);
    }
}

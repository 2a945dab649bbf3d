using System.Globalization;
using System.Text;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Judging;

/// <summary>Numbers in texts: they show rounding too.</summary>
internal static class SpelledNumbers
{
    // A float32 has no more; what shows more was made of something else, or shows digits that mean nothing.
    private const int FloatDigits = 9;

    /// <summary>The number that an element spells, if it is one that float32 can hold; NaN of every other text, and of whole numbers: those are no rounded ones.</summary>
    public static double At(Tensor tensor, int index)
    {
        ReadOnlySpan<byte> text = tensor.Strings[index];
        return !IsWhole(text) && SignificantDigits(text) <= FloatDigits ? Number(text) ?? double.NaN : double.NaN;
    }

    /// <summary>
    /// Whether two texts are the same but for numbers, each of which is the other text's or near it: the next one with as many digits, or off by a share of its size.
    /// </summary>
    /// <param name="left">The one text.</param>
    /// <param name="right">The other one.</param>
    /// <param name="share">By how much of their size numbers may differ.</param>
    /// <param name="isTold">Whether another engine told that it is rounding: then the largest number of a text tells how large its terms were, of which a smaller one may be what is left.</param>
    public static bool AreNear(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, double share, bool isTold)
    {
        double least = isTold ? share * Math.Max(Largest(left), Largest(right)) : 0;
        int l = 0, r = 0;
        while (l < left.Length && r < right.Length)
        {
            int a = NumberLength(left, l), b = NumberLength(right, r);
            if (a == 0 && b == 0)
            {
                if (left[l++] != right[r++])
                    return false;
                continue;
            }
            if (a == 0 || b == 0 || Number(left.Slice(l, a)) is not { } x || Number(right.Slice(r, b)) is not { } y
                || Math.Abs(x - y) > Math.Max(Math.Max(least, 1.01 * Step(left.Slice(l, a))), share * Math.Max(Math.Abs(x), Math.Abs(y))))
                return false;
            (l, r) = (l + a, r + b);
        }
        return l == left.Length && r == right.Length;
    }

    private static double Largest(ReadOnlySpan<byte> text)
    {
        double largest = 0;
        for (int at = 0; at < text.Length;)
        {
            int length = NumberLength(text, at);
            largest = length == 0 ? largest : Math.Max(largest, Math.Abs(Number(text.Slice(at, length)) ?? 0));
            at += Math.Max(1, length);
        }
        return largest;
    }

    private static bool IsWhole(ReadOnlySpan<byte> text) => text.IndexOfAny(".eE"u8) < 0;

    // Zeros in front say where the point is, zeros behind that nothing follows.
    private static int SignificantDigits(ReadOnlySpan<byte> text)
    {
        int exponent = text.IndexOfAny((byte)'e', (byte)'E');
        ReadOnlySpan<byte> digits = (exponent < 0 ? text : text[..exponent]).Trim("+-0."u8);
        return digits.Length - (digits.Contains((byte)'.') ? 1 : 0);
    }

    // What the last digit that is shown counts.
    private static double Step(ReadOnlySpan<byte> text)
    {
        int exponent = text.IndexOfAny((byte)'e', (byte)'E');
        ReadOnlySpan<byte> digits = exponent < 0 ? text : text[..exponent];
        int point = digits.IndexOf((byte)'.');
        double scale = exponent < 0 ? 0 : Number(text[(exponent + 1)..]) ?? 0;
        return Math.Pow(10, scale - (point < 0 ? 0 : digits.Length - point - 1));
    }

    // How many bytes of a number begin at a place; 0 if none does. A sign belongs to it where nothing stands before it that it could belong to.
    private static int NumberLength(ReadOnlySpan<byte> text, int start)
    {
        int at = start;
        if (text[at] is (byte)'-' or (byte)'+' && (start == 0 || !char.IsAsciiLetterOrDigit((char)text[start - 1])))
            at++;
        int digits = Digits(text, at);
        if (digits == 0)
            return 0;
        at += digits;
        if (at < text.Length && text[at] == '.')
            at += 1 + Digits(text, at + 1);
        if (at + 1 < text.Length && text[at] is (byte)'e' or (byte)'E')
        {
            int sign = text[at + 1] is (byte)'-' or (byte)'+' ? 1 : 0;
            int exponent = Digits(text, at + 1 + sign);
            at += exponent == 0 ? 0 : 1 + sign + exponent;
        }
        return at - start;
    }

    private static int Digits(ReadOnlySpan<byte> text, int start)
    {
        int at = start;
        while (at < text.Length && char.IsAsciiDigit((char)text[at]))
            at++;
        return at - start;
    }

    private static double? Number(ReadOnlySpan<byte> text) =>
        double.TryParse(Encoding.UTF8.GetString(text), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;
}

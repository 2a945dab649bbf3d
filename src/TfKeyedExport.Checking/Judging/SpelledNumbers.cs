using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Judging;

/// <summary>Numbers in texts: they show rounding too.</summary>
internal static partial class SpelledNumbers
{
    // A float32 has no more; what shows more was made of something else, or shows digits that mean nothing.
    private const int FloatDigits = 9;

    /// <summary>
    /// The number that an element spells, if it is one that float32 can hold; NaN of every other text, and of whole numbers: those are no rounded ones.
    /// </summary>
    public static double At(Tensor tensor, int index)
    {
        string text = Text(tensor.Strings[index]);
        bool isWhole = text.AsSpan().IndexOfAny(".eE") < 0;
        return !isWhole && SignificantDigits(text) <= FloatDigits ? Number(text) ?? double.NaN : double.NaN;
    }

    /// <summary>
    /// Whether two texts are the same but for numbers, each of which is the other text's or near it: the next one with as many
    /// digits, or off by a share of its size.
    /// </summary>
    /// <param name="left">The one text.</param>
    /// <param name="right">The other one.</param>
    /// <param name="share">By how much of their size numbers may differ.</param>
    /// <param name="isTold">
    /// Whether another engine told that it is rounding: then the largest number of a text tells how large its terms were, of
    /// which a smaller one may be what is left.
    /// </param>
    public static bool AreNear(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, double share, bool isTold)
    {
        string a = Text(left), b = Text(right);
        if (!Numbers().Split(a).AsSpan().SequenceEqual(Numbers().Split(b)))
            return false;
        var pairs = Numbers().Matches(a).Zip(Numbers().Matches(b), (x, y) => (Text: x.Value, X: Number(x.Value), Y: Number(y.Value))).ToList();
        double largest = isTold ? pairs.Select(p => Math.Max(Math.Abs(p.X ?? 0), Math.Abs(p.Y ?? 0))).DefaultIfEmpty().Max() : 0;
        return pairs.All(p => p is { X: { } x, Y: { } y }
            && !(Math.Abs(x - y) > Math.Max(1.01 * Step(p.Text), share * Math.Max(largest, Math.Max(Math.Abs(x), Math.Abs(y))))));
    }

    // A sign belongs to a number where nothing stands before it that it could belong to.
    [GeneratedRegex(@"(?:(?<![A-Za-z0-9])[-+])?[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    // Zeros in front say where the point is, zeros behind that nothing follows.
    private static int SignificantDigits(string text)
    {
        ReadOnlySpan<char> digits = Mantissa(text).Trim("+-0.");
        return digits.Length - (digits.Contains('.') ? 1 : 0);
    }

    // What the last digit that is shown counts.
    private static double Step(string text)
    {
        ReadOnlySpan<char> digits = Mantissa(text);
        int point = digits.IndexOf('.');
        double scale = digits.Length < text.Length ? Number(text[(digits.Length + 1)..]) ?? 0 : 0;
        return Math.Pow(10, scale - (point < 0 ? 0 : digits.Length - point - 1));
    }

    private static ReadOnlySpan<char> Mantissa(string text) => text.AsSpan().IndexOfAny('e', 'E') is >= 0 and var exponent ? text.AsSpan(0, exponent) : text;

    // A character a byte, so that texts are the same where their bytes are.
    private static string Text(ReadOnlySpan<byte> text) => Encoding.Latin1.GetString(text);

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;
}

using TfKeyedExport.Embedded.Text;

namespace TfKeyedExport.Embedded.Kernels.Parsing;

/// <summary>Numbers of JSON, as themselves or as strings.</summary>
internal static class JsonNumber
{
    // What is spelled with a point or an exponent is read as binary64, which has all integers up to here.
    private const double MostExact = 1L << 53;

    private const uint PositiveNaN = 0x7FC00000, NegativeNaN = 0xFFC00000;

    /// <summary>A binary32, rounded by way of binary64 as TensorFlow does.</summary>
    public static float Float(ref JsonCursor cursor)
    {
        bool isText = IsText(ref cursor);
        ReadOnlySpan<byte> text = isText ? cursor.String() : cursor.Number();
        // Only a string can say infinity, and the largest numbers as strings do.
        if (!NumberText.TryDouble(text, out double wide) || (!isText && !double.IsFinite(wide)) || (float.IsInfinity((float)wide) && !double.IsInfinity(wide)))
            throw cursor.Wrong("a number is no float");
        return double.IsNaN(wide) ? BitConverter.UInt32BitsToSingle(text.Contains((byte)'-') ? NegativeNaN : PositiveNaN) : (float)wide;
    }

    /// <summary>An integer of 64 bits.</summary>
    public static long Integer(ref JsonCursor cursor)
    {
        ReadOnlySpan<byte> text = IsText(ref cursor) ? cursor.String() : cursor.Number();
        if (AsciiSpace.Trim(text).Length == text.Length)
        {
            if (NumberText.TryInteger(text, out long value))
                return value;
            if (NumberText.TryDouble(text, out double wide) && Math.Abs(wide) <= MostExact && wide == Math.Truncate(wide))
                return (long)wide;
        }
        throw cursor.Wrong("a number is no int64");
    }

    private static bool IsText(ref JsonCursor cursor) => cursor.Peek() is (byte)'"' or (byte)'\'';
}

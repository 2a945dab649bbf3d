using System.Globalization;
using System.Text;
using TfKeyedExport.Checking.Rows;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Judging;

/// <summary>Texts that spell numbers, all of whose digits are shown: they show rounding too.</summary>
internal static class SpelledNumbers
{
    // Texts may show fewer digits than the numbers have.
    private const double Roundings = 64;

    /// <summary>Whether two rows of text spell the same numbers, up to rounding of float32.</summary>
    public static bool AreNear(Tensor left, int leftRow, Tensor right, int rightRow)
    {
        if (left.Type != DataType.String || right.Type != DataType.String || !left.SameRowShape(right))
            return false;
        int length = left.RowLength();
        for (int i = 0; i < length; i++)
        {
            ReadOnlySpan<byte> a = left.Strings[(leftRow * length) + i], b = right.Strings[(rightRow * length) + i];
            if (!a.SequenceEqual(b) && !(Number(a) is { } x && Number(b) is { } y && Math.Abs(x - y) <= Precision.Unit(DataType.Float) * Roundings * Math.Max(Math.Abs(x), Math.Abs(y))))
                return false;
        }
        return true;
    }

    private static double? Number(ReadOnlySpan<byte> text) =>
        double.TryParse(Encoding.UTF8.GetString(text), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
}

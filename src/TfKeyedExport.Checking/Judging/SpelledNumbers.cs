using System.Globalization;
using System.Text;
using TfKeyedExport.Checking.Rows;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Judging;

/// <summary>Texts that spell numbers: they show rounding too.</summary>
internal static class SpelledNumbers
{
    /// <summary>The number that an element spells; NaN if it spells none.</summary>
    public static double At(Tensor tensor, int index) => Number(tensor.Strings[index]) ?? double.NaN;

    /// <summary>Whether each text of two rows spells the same number, or the next one with as many digits.</summary>
    public static bool AreNextTo(Tensor left, int leftRow, Tensor right, int rightRow)
    {
        if (left.Type != DataType.String || right.Type != DataType.String || !left.SameRowShape(right))
            return false;
        int length = left.RowLength();
        for (int i = 0; i < length; i++)
        {
            ReadOnlySpan<byte> a = left.Strings[(leftRow * length) + i], b = right.Strings[(rightRow * length) + i];
            if (!a.SequenceEqual(b) && !(Number(a) is { } x && Number(b) is { } y && Math.Abs(x - y) <= 1.01 * Step(a)))
                return false;
        }
        return true;
    }

    // What the last digit that is shown counts.
    private static double Step(ReadOnlySpan<byte> text)
    {
        int point = text.IndexOf((byte)'.');
        return point < 0 ? 1 : Math.Pow(10, -(text.Length - point - 1));
    }

    private static double? Number(ReadOnlySpan<byte> text) =>
        double.TryParse(Encoding.UTF8.GetString(text), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;
}

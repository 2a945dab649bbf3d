using System.Globalization;
using System.Text;
using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Makes numbers: out of what the graph says, or the usual ones.</summary>
internal static class NumberSampler
{
    private const int Usual = 10;
    private const double LargestExact = 1L << 53;

    private static readonly double[] EdgeNumbers = [0, 1, -1, 0.5, 100, -100, 1e-6];
    private static readonly long[] EdgeIntegers = [0, 1, 2, 100, -1];

    /// <summary>One number of a floating-point type.</summary>
    /// <param name="hints">What the graph says.</param>
    /// <param name="edge">Whether the row is one for numbers at an edge.</param>
    /// <param name="dice">Decides.</param>
    /// <param name="spread">How much wider than usual to choose.</param>
    public static double Number(InputHints hints, bool edge, Dice dice, int spread)
    {
        if (hints.Only is { } only)
            return only;
        if (hints.Range.IsWhole || hints.Multiple is not null || hints.Ids.Count > 0)
            return Integer(DataType.Int32, hints, edge, dice, spread);
        if (hints.Boundaries.Count > 0)
            return hints.Range.Clamp(Bucketed(hints.Boundaries, edge, dice));
        if (hints.Range.IsEmpty)
            return edge ? dice.Pick(EdgeNumbers) : Math.Round(dice.NextNormal() * 2 * (1 + spread), 4);
        return Ranged(hints.Range, edge, dice, spread);
    }

    /// <summary>One whole number.</summary>
    /// <param name="type">The type that has to hold it.</param>
    /// <param name="hints">What the graph says.</param>
    /// <param name="edge">Whether the row is one for numbers at an edge.</param>
    /// <param name="dice">Decides.</param>
    /// <param name="spread">How much wider than usual to choose.</param>
    public static long Integer(DataType type, InputHints hints, bool edge, Dice dice, int spread)
    {
        if (hints.Only is { } only)
            return OddElements.ToInteger(type, only);
        long value = hints.IsEmpty && !edge && IsSmall(type) ? Small(type, dice) : Unfitted(hints, edge, dice, spread);
        if (hints.Multiple is var (divisor, remainder) && divisor > 0)
            value += remainder - (((value % divisor) + divisor) % divisor);
        (long least, long most) = Limits(type);
        return Math.Clamp(value, least, most);
    }

    /// <summary>A number as text.</summary>
    public static byte[] Spelt(DataType type, InputHints hints, Dice dice, int spread) => Encoding.UTF8.GetBytes(type.IsFloating()
        ? Number(hints, false, dice, spread).ToString("0.####", CultureInfo.InvariantCulture)
        : Integer(type, hints, false, dice, spread).ToString(CultureInfo.InvariantCulture));

    // Pixels, samples of sound and quantized numbers take what their type holds. Rows at an edge stay with the usual numbers:
    // where these are categories, the model refuses larger ones.
    private static bool IsSmall(DataType type) => type is DataType.Uint8 or DataType.Int8 or DataType.Int16 or DataType.Uint16;

    private static long Small(DataType type, Dice dice)
    {
        (long least, long most) = Limits(type);
        return dice.Next(8) == 0 ? dice.Pick([least, most]) : least + dice.Next((int)(most - least + 1));
    }

    private static long Unfitted(InputHints hints, bool edge, Dice dice, int spread)
    {
        if (hints.Ids.Count > 0 && (hints.IsClosed || dice.Next(4) != 0))
            return dice.Pick(hints.Ids);
        if (hints.Words.Count > 0
            && dice.Next(4) != 0
            && long.TryParse(dice.Pick(hints.Words), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long spelt))
            return spelt;
        if (hints.Boundaries.Count > 0)
            return (long)Math.Round(hints.Range.Clamp(Bucketed(hints.Boundaries, edge, dice)));
        ValueRange range = hints.Range;
        if (range.IsEmpty)
            return edge ? dice.Pick(EdgeIntegers) : dice.Next(Usual << Math.Min(2 * spread, 16));
        double least = Math.Ceiling(Math.Max(range.Least ?? -LargestExact, -LargestExact)),
            most = Math.Floor(Math.Min(range.Most ?? LargestExact, LargestExact));
        if (range.Most is null)
            most = least + (Usual << Math.Min(2 * spread, 16));
        else if (range.Least is null)
            least = most - (Usual << Math.Min(2 * spread, 16));
        if (edge && dice.Next(2) == 0)
            return (long)(dice.Next(2) == 0 ? least - (range.IsSoftBelow ? 1 : 0) : most + (range.IsSoftAbove ? 1 : 0));
        return (long)(least + Math.Floor(dice.NextUnit() * Math.Max(1, most - least + 1)));
    }

    /// <summary>Exactly at a boundary, or anywhere between a little below the first and a little above the last.</summary>
    private static double Bucketed(List<double> boundaries, bool edge, Dice dice)
    {
        double low = boundaries.Min(), high = boundaries.Max();
        double margin = Math.Max(1, (high - low) / 8);
        return edge || dice.Next(3) == 0 ? dice.Pick(boundaries) : Math.Round(low - margin + (dice.NextUnit() * (high - low + (2 * margin))), 2);
    }

    private static double Ranged(ValueRange range, bool edge, Dice dice, int spread)
    {
        double width = 4 * (1 + spread);
        double least = range.Least ?? range.Most!.Value - width, most = range.Most ?? least + width;
        if (edge && dice.Next(2) == 0)
        {
            return dice.Next(2) == 0
                ? least - (range.IsSoftBelow ? width / 8 : 0)
                : most + (range.IsSoftAbove ? width / 8 : 0);
        }
        // Few digits, so that people can read them, but not so few that the values of a narrow range are all one.
        int digits = most - least >= 0.01 ? 4 : 12;
        return range.Clamp(Math.Round(least + (dice.NextUnit() * (most - least)), digits));
    }

    internal static (long Least, long Most) Limits(DataType type) => type switch
    {
        DataType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        DataType.Uint8 => (0, byte.MaxValue),
        DataType.Int16 => (short.MinValue, short.MaxValue),
        DataType.Uint16 => (0, ushort.MaxValue),
        DataType.Int32 => (int.MinValue, int.MaxValue),
        DataType.Uint32 => (0, uint.MaxValue),
        DataType.Uint64 => (0, long.MaxValue),
        _ => (long.MinValue, long.MaxValue),
    };
}

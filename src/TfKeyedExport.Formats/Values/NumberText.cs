using System.Globalization;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Values;

/// <summary>Numbers for people, with every digit that tells them from their neighbours: a difference that made a verdict must be there to be seen.</summary>
public static class NumberText
{
    // Beyond, digits that are not significant would be written.
    private const double LargestPlain = 1e15;

    /// <summary>An element of a real type; null if the type has no numbers.</summary>
    public static string? Of(Tensor tensor, int index) => tensor.Type switch
    {
        DataType.Float => Text(tensor.Values<float>()[index], tensor.Values<float>()[index].ToString("R", CultureInfo.InvariantCulture)),
        DataType.Half => Text((double)tensor.Values<Half>()[index], tensor.Values<Half>()[index].ToString(CultureInfo.InvariantCulture)),
        DataType.Int64 => tensor.Values<long>()[index].ToString(CultureInfo.InvariantCulture),
        DataType.Uint64 => tensor.Values<ulong>()[index].ToString(CultureInfo.InvariantCulture),
        _ => Numbers.Any(tensor, index) is { } number ? Text(number, number.ToString("R", CultureInfo.InvariantCulture)) : null,
    };

    /// <summary>An element of a complex type.</summary>
    public static string OfComplex(Tensor tensor, int index)
    {
        string real = Part(tensor, index * 2), imaginary = Part(tensor, (index * 2) + 1);
        return $"{real}{(imaginary.StartsWith('-') ? "" : "+")}{imaginary}i";
    }

    /// <summary>Two numbers that were taken for one, as far as they agree: digits that differ by rounding would look like a fault.</summary>
    public static string Common(double left, double right)
    {
        for (int digits = 8; digits > 1; digits--)
        {
            string format = $"G{digits}";
            string text = left.ToString(format, CultureInfo.InvariantCulture);
            if (text == right.ToString(format, CultureInfo.InvariantCulture))
                return text;
        }
        return left.ToString("G1", CultureInfo.InvariantCulture);
    }

    private static string Part(Tensor tensor, int index)
    {
        double number = Numbers.At(tensor, index);
        return tensor.Type == DataType.Complex64
            ? ((float)number).ToString("R", CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);
    }

    // 1700000128 is easier to compare than 1.7000001E+09.
    private static string Text(double number, string shortest) =>
        shortest.Contains('E', StringComparison.Ordinal) && Math.Abs(number) < LargestPlain && number == Math.Floor(number)
            ? number.ToString("F0", CultureInfo.InvariantCulture)
            : shortest;
}

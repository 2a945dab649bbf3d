using System.Text;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Searching;

/// <summary>A small change of one element of an input, or of all, which can be made larger.</summary>
/// <param name="Input">The input.</param>
/// <param name="Change">Makes the change, so many times as large.</param>
internal sealed record ValueStep(int Input, Func<Tensor, int, Tensor> Change)
{
    private const int LargestText = 4096;

    private static readonly double[] Scales = [1, 0.1, 0.01, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7];

    private static readonly byte[][] Characters =
    [
        "a"u8.ToArray(), "0"u8.ToArray(), " "u8.ToArray(), "Z"u8.ToArray(), ","u8.ToArray(), Encoding.UTF8.GetBytes("é"), Encoding.UTF8.GetBytes("€"),
        Encoding.UTF8.GetBytes("😀"),
    ];

    /// <summary>The row after the step.</summary>
    /// <param name="row">The row, in a pool of its own.</param>
    /// <param name="times">How many times as large the step is.</param>
    public Pool On(Pool row, int times) => row.With(Input, Change(row.Columns[Input], times));

    /// <summary>The steps that an element can take: large ones first.</summary>
    /// <param name="type">The input's type.</param>
    /// <param name="input">The input.</param>
    /// <param name="place">The element; -1 for all at once.</param>
    public static IEnumerable<ValueStep> Of(DataType type, int input, int place)
    {
        if (type == DataType.String)
            return Texts(input, place);
        if (type == DataType.Bool)
            return [new ValueStep(input, (row, _) => OddElements.Changed(row, place, v => 1 - v))];
        if (type.IsFloating())
        {
            return Scales.SelectMany(scale => (double[])[scale, -scale])
                .Select(scale => Number(input, place, (v, times) => v + (times * scale * Math.Max(1, Math.Pow(10, Math.Floor(Math.Log10(Math.Abs(v) + 1)))))));
        }
        return ((int[])[1, -1]).Select(step => Number(input, place, (v, times) => v + ((long)step * times)))
            .Concat(Enumerable.Range(0, Math.Min(52, 8 * type.Size())).Reverse().Select(bit => Number(input, place, (v, _) => Flipped(v, bit))));
    }

    private static ValueStep Number(int input, int place, Func<double, int, double> change) =>
        new(input, (row, times) => OddElements.Changed(row, place, v => change(v, times)));

    private static double Flipped(double value, int bit) => Math.Abs(value) < 1L << 52 ? (long)value ^ (1L << bit) : value;

    private static IEnumerable<ValueStep> Texts(int input, int place)
    {
        foreach (byte[] character in Characters)
        {
            yield return Text(input, place, (text, times) => text.Length > LargestText ? text
                : [.. text, .. Enumerable.Repeat(character, Math.Min(times, LargestText)).SelectMany(c => c)]);
        }
        foreach (byte[] character in Characters)
        {
            yield return Text(input, place, (text, _) => text.Length == 0 ? text : [.. text[..^1], .. character]);
            yield return Text(input, place, (text, _) => text.Length == 0 ? text : [.. character, .. text[1..]]);
        }
        yield return Text(input, place, (text, times) => text[..Math.Max(0, text.Length - times)]);
        yield return Text(input, place, (text, times) => text[Math.Min(text.Length, times)..]);
    }

    private static ValueStep Text(int input, int place, Func<byte[], int, byte[]> change) =>
        new(input, (row, times) => OddTexts.Filled(row, place, i => change(row.Strings[i].ToArray(), times)));
}

using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Trials;

/// <summary>Plainer values to put in place of others: zero, one, short texts.</summary>
internal static class SimplerElements
{
    private const int ShortText = 8;
    private static readonly double[] Plain = [0, 1, -1, 2];

    /// <summary>Tensors in which some neighbouring elements are plainer, the plainest first; none if they are plain already.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="start">The first of the elements.</param>
    /// <param name="count">How many they are.</param>
    public static IEnumerable<Tensor> Of(Tensor tensor, int start, int count)
    {
        IEnumerable<Tensor> candidates = tensor.Type == DataType.String ? Texts(tensor, start, count) : Numbers(tensor, start, count);
        var seen = new List<Tensor> { tensor };
        foreach (Tensor candidate in candidates)
        {
            if (seen.Exists(s => s.BitEquals(candidate)))
            {
                // What follows is no plainer than what is there.
                if (candidate.BitEquals(tensor))
                    yield break;
                continue;
            }
            seen.Add(candidate);
            yield return candidate;
        }
    }

    private static IEnumerable<Tensor> Numbers(Tensor tensor, int start, int count)
    {
        foreach (double number in Plain)
            yield return With(tensor, start, count, OddElements.With(tensor, -1, number));
        if (count == 1 && Tensors.Numbers.Any(tensor, start) is { } value && double.IsFinite(value))
        {
            yield return With(tensor, start, count, OddElements.With(tensor, -1, Math.Round(value)));
            yield return With(tensor, start, count, OddElements.With(tensor, -1, Math.Round(value, 1)));
        }
    }

    private static IEnumerable<Tensor> Texts(Tensor tensor, int start, int count)
    {
        yield return With(tensor, start, count, _ => default);
        yield return With(tensor, start, count, _ => "a"u8);
        if (count != 1)
            yield break;
        for (int length = 1; length <= ShortText && length < tensor.Strings[start].Length; length *= 2)
        {
            int kept = length;
            yield return With(tensor, start, count, i => tensor.Strings[i][..kept]);
        }
    }

    private static Tensor With(Tensor tensor, int start, int count, Tensor other)
    {
        int size = tensor.Type.Size();
        byte[] bytes = tensor.Bytes.ToArray();
        other.Bytes.Span.Slice(start * size, count * size).CopyTo(bytes.AsSpan(start * size));
        return Tensor.FromBytes(tensor.Type, tensor.Shape, bytes);
    }

    private delegate ReadOnlySpan<byte> TextOf(int element);

    private static Tensor With(Tensor tensor, int start, int count, TextOf text)
    {
        var strings = new StringValuesBuilder(tensor.Count);
        for (int i = 0; i < tensor.Count; i++)
            strings.Add(i >= start && i < start + count ? text(i) : tensor.Strings[i]);
        return Tensor.FromStrings(tensor.Shape, strings.ToValues());
    }
}

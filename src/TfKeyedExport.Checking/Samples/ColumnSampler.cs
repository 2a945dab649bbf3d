using System.Runtime.InteropServices;
using System.Text;
using TfKeyedExport.Checking.Rows;
using TfKeyedExport.Checking.Samples.Hints;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Makes values for one input: ordinary ones, and now and then one at an edge.</summary>
internal static class ColumnSampler
{
    private const int EdgeEvery = 6;
    private const int WordsInText = 6;

    private static readonly string[] PlainWords = ["the", "key", "passes", "through", "every", "model", "True", "False", "a", "B", "42", "élan"];
    private static readonly double[] EdgeNumbers = [0, 1, -1, 0.5, 100, -100, 1e-6];
    private static readonly long[] EdgeIntegers = [0, 1, 2, 100, -1];

    /// <summary>Fills a shape; in a column, elements of a row share the choice of edge or ordinary, so that most rows stay ordinary.</summary>
    public static Tensor Make(SignatureArgument input, TensorShape shape, bool batched, InputHints hints, Dice dice)
    {
        int count = checked((int)shape.ElementCount());
        int rowLength = batched && shape[0] > 0 ? (int)(count / shape[0]) : count;
        if (input.Type == DataType.String)
        {
            var strings = new StringValuesBuilder(count);
            for (int i = 0; i < count; i++)
                strings.Add(Text(hints, dice, i));
            return Tensor.FromStrings(shape, strings.ToValues());
        }
        byte[] bytes = new byte[count * input.Type.Size()];
        bool edge = false;
        for (int i = 0; i < count; i++)
        {
            if (i % Math.Max(1, rowLength) == 0)
                edge = batched && dice.Next(EdgeEvery) == 0;
            Write(input.Type, bytes.AsSpan(i * input.Type.Size()), hints, edge, dice);
        }
        return Tensor.FromBytes(input.Type, shape, bytes);
    }

    /// <summary>One number out of what the graph says, or of the usual ones.</summary>
    public static double Number(InputHints hints, bool edge, Dice dice)
    {
        if (hints.Boundaries.Count == 0)
            return edge ? dice.Pick(EdgeNumbers) : Math.Round(dice.NextNormal() * 2, 4);
        double low = hints.Boundaries.Min();
        double high = hints.Boundaries.Max();
        double margin = Math.Max(1, (high - low) / 8);
        // Exactly at a boundary, or anywhere between a little below the first and a little above the last.
        return edge || dice.Next(3) == 0 ? dice.Pick(hints.Boundaries) : Math.Round(low - margin + (dice.NextUnit() * (high - low + (2 * margin))), 2);
    }

    /// <summary>One integer out of what the graph says, or of the usual ones.</summary>
    public static long Integer(DataType type, InputHints hints, bool edge, Dice dice)
    {
        if (hints.Ids.Count > 0 && dice.Next(4) != 0)
            return dice.Pick(hints.Ids);
        if (hints.IndexBound is { } bound)
            return dice.Next((int)Math.Clamp(bound, 1, int.MaxValue));
        if (hints.Boundaries.Count > 0)
            return (long)Math.Round(Number(hints, edge, dice));
        bool unsigned = type is DataType.Uint8 or DataType.Uint16 or DataType.Uint32 or DataType.Uint64;
        long value = edge ? dice.Pick(EdgeIntegers) : dice.Next(10);
        return unsigned ? Math.Abs(value) : value;
    }

    /// <summary>One string: a word of the vocabulary, a few words if the model splits text, and now and then a word that it cannot know, or none.</summary>
    public static byte[] Text(InputHints hints, Dice dice, int index)
    {
        if (hints.Example is { } spec)
            return ExampleWriter.Write(spec, dice);
        if (!hints.IsSplit)
            return Word(hints, dice, index);
        var text = new List<byte>();
        for (int words = dice.Next(WordsInText); words > 0; words--)
        {
            text.AddRange(Word(hints, dice, index));
            text.Add((byte)' ');
        }
        return [.. text];
    }

    private static byte[] Word(InputHints hints, Dice dice, int index)
    {
        if (hints.Words.Count == 0)
            return index % 16 == 15 ? [] : Encoding.UTF8.GetBytes(dice.Pick(PlainWords));
        return dice.Next(8) == 0 ? Encoding.UTF8.GetBytes($"unknown-{index}") : dice.Pick(hints.Words);
    }

    private static void Write(DataType type, Span<byte> to, InputHints hints, bool edge, Dice dice)
    {
        switch (type)
        {
            case DataType.Float: MemoryMarshal.Write(to, (float)Number(hints, edge, dice)); break;
            case DataType.Double: MemoryMarshal.Write(to, Number(hints, edge, dice)); break;
            case DataType.Half: MemoryMarshal.Write(to, (Half)Number(hints, edge, dice)); break;
            case DataType.Bfloat16: MemoryMarshal.Write(to, (BFloat16)(float)Number(hints, edge, dice)); break;
            case DataType.Complex64: MemoryMarshal.Write(to, new Complex64((float)Number(hints, edge, dice), (float)Number(hints, edge, dice))); break;
            case DataType.Complex128: MemoryMarshal.Write(to, new System.Numerics.Complex(Number(hints, edge, dice), Number(hints, edge, dice))); break;
            case DataType.Bool: to[0] = (byte)dice.Next(2); break;
            default:
                long value = Integer(type, hints, edge, dice);
                MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in value))[..type.Size()].CopyTo(to);
                break;
        }
    }
}

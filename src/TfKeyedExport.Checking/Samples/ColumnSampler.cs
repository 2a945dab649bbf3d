using System.Runtime.InteropServices;
using System.Text;
using TfKeyedExport.Checking.Rows;
using TfKeyedExport.Checking.Samples.Hints;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Makes values for one input: ordinary ones, and now and then one at an edge.</summary>
/// <param name="dice">Decides.</param>
/// <param name="spread">How much wider than usual to choose: 0 for values that most models like, more where those are too few for rows that differ.</param>
internal sealed class ColumnSampler(Dice dice, int spread)
{
    private const int EdgeEvery = 6;
    private const int WordsInText = 6;

    private static readonly string[] PlainWords = ["the", "key", "passes", "through", "every", "model", "True", "False", "a", "B", "42", "élan"];

    /// <summary>Decides.</summary>
    public Dice Dice { get; } = dice;

    /// <summary>Fills a shape; in a column, elements of a row share the choice of edge or ordinary, so that most rows stay ordinary.</summary>
    public Tensor Make(SignatureArgument input, TensorShape shape, bool batched, InputHints hints)
    {
        int count = checked((int)shape.ElementCount());
        int rowLength = batched && shape[0] > 0 ? (int)(count / shape[0]) : count;
        if (input.Type == DataType.String)
        {
            var strings = new StringValuesBuilder(count);
            for (int i = 0; i < count; i++)
                strings.Add(Text(hints, i));
            return Tensor.FromStrings(shape, strings.ToValues());
        }
        byte[] bytes = new byte[count * input.Type.Size()];
        bool edge = false;
        for (int i = 0; i < count; i++)
        {
            if (i % Math.Max(1, rowLength) == 0)
                edge = batched && Dice.Next(EdgeEvery) == 0;
            Write(input.Type, bytes.AsSpan(i * input.Type.Size()), hints, edge);
        }
        return Tensor.FromBytes(input.Type, shape, bytes);
    }

    /// <summary>One number out of what the graph says, or of the usual ones.</summary>
    public double Number(InputHints hints, bool edge) => NumberSampler.Number(hints, edge, Dice, spread);

    /// <summary>One integer out of what the graph says, or of the usual ones.</summary>
    public long Integer(DataType type, InputHints hints, bool edge) => NumberSampler.Integer(type, hints, edge, Dice, spread);

    /// <summary>One string: a word of the vocabulary, a few words if the model splits text, and now and then a word that it cannot know, or none.</summary>
    public byte[] Text(InputHints hints, int index)
    {
        if (hints.Example is { } spec)
            return ExampleWriter.Write(spec, this);
        if (!hints.IsSplit)
            return Word(hints, index);
        var text = new List<byte>();
        for (int words = Dice.Next(WordsInText); words > 0; words--)
        {
            text.AddRange(Word(hints, index));
            text.Add((byte)' ');
        }
        return [.. text];
    }

    private byte[] Word(InputHints hints, int index)
    {
        if (hints.SpeltNumber is { } spelt && hints.Words.Count == 0)
            return NumberSampler.Spelt(spelt, hints, Dice, spread);
        if (hints.Words.Count > 0)
            return Dice.Next(8) >= 1 + spread ? Dice.Pick(hints.Words) : Encoding.UTF8.GetBytes($"unknown-{index + (1000 * spread)}");
        if (index % 16 == 15 && spread == 0)
            return [];
        string word = Dice.Pick(PlainWords);
        return Encoding.UTF8.GetBytes(spread == 0 ? word : $"{word}-{Dice.Pick(PlainWords)}{Dice.Next(1000 * spread)}");
    }

    private void Write(DataType type, Span<byte> to, InputHints hints, bool edge)
    {
        switch (type)
        {
            case DataType.Float: MemoryMarshal.Write(to, (float)Number(hints, edge)); break;
            case DataType.Double: MemoryMarshal.Write(to, Number(hints, edge)); break;
            case DataType.Half: MemoryMarshal.Write(to, (Half)Number(hints, edge)); break;
            case DataType.Bfloat16: MemoryMarshal.Write(to, (BFloat16)(float)Number(hints, edge)); break;
            case DataType.Complex64: MemoryMarshal.Write(to, new Complex64((float)Number(hints, edge), (float)Number(hints, edge))); break;
            case DataType.Complex128: MemoryMarshal.Write(to, new System.Numerics.Complex(Number(hints, edge), Number(hints, edge))); break;
            case DataType.Bool: to[0] = (byte)Dice.Next(2); break;
            default:
                long value = Integer(type, hints, edge);
                MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in value))[..type.Size()].CopyTo(to);
                break;
        }
    }
}

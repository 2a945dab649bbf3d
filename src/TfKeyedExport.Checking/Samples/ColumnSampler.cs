using System.Runtime.InteropServices;
using TfKeyedExport.Errors;
using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Makes values for one input: ordinary ones, and now and then one at an edge.</summary>
/// <param name="dice">Decides.</param>
/// <param name="spread">How much wider than usual to choose: 0 for values that most models like, more where those are too few for rows that differ.</param>
internal sealed class ColumnSampler(Dice dice, int spread)
{
    private const int EdgeEvery = 6;

    // A model may ask for strings in strings in strings, each of many values: what would be larger, or lie deeper, is not made.
    private const long MostTextBytes = 16 << 20;
    private const long MostColumnBytes = 256 << 20;
    private const int DeepestText = 6;

    private long _text;
    private long _column;
    private int _depth;

    /// <summary>Whether now and then a row holds numbers at an edge.</summary>
    public bool HasEdges { get; init; } = true;

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
                edge = HasEdges && batched && Dice.Next(EdgeEvery) == 0;
            Write(input.Type, bytes.AsSpan(i * input.Type.Size()), hints, edge);
        }
        return Tensor.FromBytes(input.Type, shape, bytes);
    }

    /// <summary>One number out of what the graph says, or of the usual ones.</summary>
    public double Number(InputHints hints, bool edge) => NumberSampler.Number(hints, edge, Dice, spread);

    /// <summary>One integer out of what the graph says, or of the usual ones.</summary>
    public long Integer(DataType type, InputHints hints, bool edge) => NumberSampler.Integer(type, hints, edge, Dice, spread);

    /// <summary>One string out of what the graph says, or a usual word.</summary>
    public byte[] Text(InputHints hints, int index)
    {
        if (_depth == 0)
            _text = 0;
        _depth++;
        byte[] text = new TextSampler(this, spread).Text(_depth > DeepestText ? new InputHints() : hints, index);
        _depth--;
        Spend(text.Length);
        return text;
    }

    /// <summary>Counts bytes of strings, those inside others too.</summary>
    /// <exception cref="TfKeyedException">A string, or all of a column, would become larger than a check makes them.</exception>
    public void Spend(int bytes)
    {
        _text += bytes;
        _column += bytes;
        if (_text > MostTextBytes || _column > MostColumnBytes)
        {
            throw TfKeyedException.Limit(
                $"a sample row would hold strings of more than {MostTextBytes >> 20} MiB, or all rows of more than {MostColumnBytes >> 20} MiB", null,
                "give smaller rows with --examples FILE");
        }
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

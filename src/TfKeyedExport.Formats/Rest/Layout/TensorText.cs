using System.Numerics;
using System.Text.Unicode;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Json;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Rest.Layout;

/// <summary>Writes a tensor's elements, in lists within one line or with a line for each.</summary>
/// <param name="tensor">The tensor.</param>
/// <param name="asBytes">Whether strings are written in base64.</param>
/// <param name="quirks">Whether to do as TF Serving does also where that helps nobody.</param>
internal readonly struct TensorText(Tensor tensor, bool asBytes, bool quirks)
{
    /// <summary>Writes the elements of all dimensions from one on.</summary>
    /// <param name="output">Receives them.</param>
    /// <param name="dimension">The first of the dimensions.</param>
    /// <param name="next">The number of the first element; becomes that of the first one behind.</param>
    /// <param name="levels">How many levels are open.</param>
    /// <param name="inLine">Whether lists are written within one line.</param>
    public void Write(ref Output output, int dimension, ref int next, int levels, bool inLine)
    {
        int rank = tensor.Shape.Rank;
        if (dimension == rank)
        {
            WriteElement(ref output, next++, levels);
            return;
        }
        output.Write((byte)'[');
        long size = tensor.Shape[dimension];
        if (dimension == rank - 1 && inLine && tensor.Type is DataType.Float or DataType.Double)
        {
            WriteDecimals(ref output, next, (int)size);
            next += (int)size;
            size = 0;
        }
        for (long i = 0; i < size; i++)
        {
            if (inLine)
            {
                if (i > 0)
                    output.Write(", "u8);
            }
            else
            {
                if (i > 0)
                    output.Write((byte)',');
                output.NewLine(levels + 1);
            }
            Write(ref output, dimension + 1, ref next, levels + 1, inLine);
        }
        if (!inLine && size > 0)
            output.NewLine(levels);
        output.Write((byte)']');
    }

    private void WriteDecimals(ref Output output, int first, int count)
    {
        ReadOnlySpan<float> floats = tensor.Type == DataType.Float ? tensor.Values<float>().Slice(first, count) : default;
        ReadOnlySpan<double> doubles = tensor.Type == DataType.Double ? tensor.Values<double>().Slice(first, count) : default;
        for (int i = 0; i < count; i++)
        {
            Span<byte> room = output.Room(DecimalText.Most + 2);
            int start = 0;
            if (i > 0)
            {
                room[0] = (byte)',';
                room[1] = (byte)' ';
                start = 2;
            }
            output.Advance(start + (doubles.IsEmpty ? DecimalText.Write(floats[i], room[start..]) : DecimalText.Write(doubles[i], room[start..])));
        }
    }

    /// <summary>Writes one element.</summary>
    public void WriteElement(ref Output output, int index, int levels)
    {
        switch (tensor.Type)
        {
            case DataType.String: WriteText(ref output, tensor.Strings[index], levels); break;
            case DataType.Float: WriteDecimal(ref output, tensor.Values<float>()[index]); break;
            case DataType.Double: output.Advance(DecimalText.Write(tensor.Values<double>()[index], output.Room(DecimalText.Most))); break;
            case DataType.Bool: output.Write(tensor.Bytes.Span[index] != 0 ? "true"u8 : "false"u8); break;
            case DataType.Int32: output.Write((long)tensor.Values<int>()[index]); break;
            case DataType.Int64: output.Write(tensor.Values<long>()[index]); break;
            case DataType.Int16: output.Write((long)tensor.Values<short>()[index]); break;
            case DataType.Int8: output.Write((long)tensor.Values<sbyte>()[index]); break;
            case DataType.Uint8: output.Write((ulong)tensor.Values<byte>()[index]); break;
            case DataType.Uint32: output.Write((ulong)tensor.Values<uint>()[index]); break;
            case DataType.Uint64: output.Write(tensor.Values<ulong>()[index]); break;
            case var type when quirks: throw Unsupported(type);
            default: WriteRare(ref output, index); break;
        }
    }

    private void WriteRare(ref Output output, int index)
    {
        switch (tensor.Type)
        {
            case DataType.Half: WriteDecimal(ref output, (float)tensor.Values<Half>()[index]); break;
            case DataType.Bfloat16: WriteDecimal(ref output, (float)tensor.Values<BFloat16>()[index]); break;
            case DataType.Qint8: output.Write((long)tensor.Values<sbyte>()[index]); break;
            case DataType.Quint8: output.Write((ulong)tensor.Values<byte>()[index]); break;
            case DataType.Qint16: output.Write((long)tensor.Values<short>()[index]); break;
            case DataType.Uint16 or DataType.Quint16: output.Write((ulong)tensor.Values<ushort>()[index]); break;
            case DataType.Qint32: output.Write((long)tensor.Values<int>()[index]); break;
            case DataType.Complex64:
                Complex64 pair = tensor.Values<Complex64>()[index];
                WritePair(ref output, pair.Real, pair.Imaginary, isFloat: true);
                break;
            case DataType.Complex128:
                Complex wide = tensor.Values<Complex>()[index];
                WritePair(ref output, wide.Real, wide.Imaginary, isFloat: false);
                break;
            case var type when SmallFloats.Covers(type): WriteDecimal(ref output, SmallFloats.Decode(type, tensor.Bytes.Span[index])); break;
            default: throw Unsupported(tensor.Type);
        }
    }

    private static void WriteDecimal(ref Output output, float value) => output.Advance(DecimalText.Write(value, output.Room(DecimalText.Most)));

    private static void WritePair(ref Output output, double real, double imaginary, bool isFloat)
    {
        output.Write((byte)'[');
        for (int i = 0; i < 2; i++)
        {
            double part = i == 0 ? real : imaginary;
            Span<byte> room = output.Room(DecimalText.Most);
            output.Advance(isFloat ? DecimalText.Write((float)part, room) : DecimalText.Write(part, room));
            output.Write(i == 0 ? ", "u8 : "]"u8);
        }
    }

    private void WriteText(ref Output output, ReadOnlySpan<byte> text, int levels)
    {
        if (!asBytes && QuotedText.TryWriteShort(ref output, text))
            return;
        if (!asBytes && (quirks || Utf8.IsValid(text)))
        {
            QuotedText.Write(ref output, text);
            return;
        }
        output.Write((byte)'{');
        output.NewLine(levels + 1);
        output.Write("\"b64\": "u8);
        QuotedText.WriteBase64(ref output, text);
        output.NewLine(levels);
        output.Write((byte)'}');
    }

    private static TfKeyedException Unsupported(DataType type) =>
        TfKeyedException.BadRequest($"Failed to write JSON value for tensor type: {TypeNames.Of(type)}");
}

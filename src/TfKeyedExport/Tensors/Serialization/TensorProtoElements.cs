using System.Numerics;
using System.Runtime.InteropServices;
using Google.Protobuf.Collections;
using TfKeyedExport.Protos;

namespace TfKeyedExport.Tensors.Serialization;

/// <summary>The typed lists of a serialized constant: which one belongs to which type, and how it fills the tensor.</summary>
internal static class TensorProtoElements
{
    /// <summary>How many elements the list that fits the type holds.</summary>
    public static int Count(TensorProto proto) => proto.Dtype switch
    {
        DataType.Float => proto.FloatVal.Count,
        DataType.Double => proto.DoubleVal.Count,
        DataType.Complex64 => proto.ScomplexVal.Count / 2,
        DataType.Complex128 => proto.DcomplexVal.Count / 2,
        DataType.Int64 => proto.Int64Val.Count,
        DataType.Bool => proto.BoolVal.Count,
        DataType.Half or DataType.Bfloat16 => proto.HalfVal.Count,
        DataType.Uint32 => proto.Uint32Val.Count,
        DataType.Uint64 => proto.Uint64Val.Count,
        >= DataType.Float8E5M2 and <= DataType.Float8E5M2Fnuz => proto.Float8Val.Length,
        _ => proto.IntVal.Count,
    };

    /// <summary>Fills a tensor's zeroed bytes.</summary>
    public static void Fill(TensorProto proto, Span<byte> bytes)
    {
        switch (proto.Dtype)
        {
            case DataType.Float:
                Repeat(proto.FloatVal, MemoryMarshal.Cast<byte, float>(bytes));
                break;
            case DataType.Double:
                Repeat(proto.DoubleVal, MemoryMarshal.Cast<byte, double>(bytes));
                break;
            case DataType.Complex64:
                RepeatPairs(proto.ScomplexVal, MemoryMarshal.Cast<byte, float>(bytes));
                break;
            case DataType.Complex128:
                RepeatPairs(proto.DcomplexVal, MemoryMarshal.Cast<byte, double>(bytes));
                break;
            case DataType.Int64:
                Repeat(proto.Int64Val, MemoryMarshal.Cast<byte, long>(bytes));
                break;
            case DataType.Bool:
                Repeat(proto.BoolVal, MemoryMarshal.Cast<byte, bool>(bytes));
                break;
            case DataType.Uint32:
                Repeat(proto.Uint32Val, MemoryMarshal.Cast<byte, uint>(bytes));
                break;
            case DataType.Uint64:
                Repeat(proto.Uint64Val, MemoryMarshal.Cast<byte, ulong>(bytes));
                break;
            case >= DataType.Float8E5M2 and <= DataType.Float8E5M2Fnuz:
                ReadOnlySpan<byte> stored = proto.Float8Val.Span;
                stored[..Math.Min(stored.Length, bytes.Length)].CopyTo(bytes);
                FillRest(bytes, stored.Length);
                break;
            case DataType.Half or DataType.Bfloat16:
                Narrow<ushort>(proto.HalfVal, MemoryMarshal.Cast<byte, ushort>(bytes));
                break;
            case DataType.Int32 or DataType.Qint32:
                Repeat(proto.IntVal, MemoryMarshal.Cast<byte, int>(bytes));
                break;
            case DataType.Int16 or DataType.Uint16 or DataType.Qint16 or DataType.Quint16:
                Narrow<ushort>(proto.IntVal, MemoryMarshal.Cast<byte, ushort>(bytes));
                break;
            default:
                Narrow<byte>(proto.IntVal, bytes);
                break;
        }
    }

    private static void Repeat<T>(RepeatedField<T> stored, Span<T> elements)
    {
        int count = Math.Min(stored.Count, elements.Length);
        for (int i = 0; i < count; i++)
            elements[i] = stored[i];
        FillRest(elements, count);
    }

    private static void Narrow<T>(RepeatedField<int> stored, Span<T> elements)
        where T : IBinaryInteger<T>
    {
        int count = Math.Min(stored.Count, elements.Length);
        for (int i = 0; i < count; i++)
            elements[i] = T.CreateTruncating(stored[i]);
        FillRest(elements, count);
    }

    private static void RepeatPairs<T>(RepeatedField<T> stored, Span<T> elements)
    {
        int count = Math.Min(stored.Count & ~1, elements.Length);
        for (int i = 0; i < count; i++)
            elements[i] = stored[i];
        for (int i = count; count > 0 && i < elements.Length; i++)
            elements[i] = elements[i - 2];
    }

    private static void FillRest<T>(Span<T> elements, int count)
    {
        if (count > 0 && count < elements.Length)
            elements[count..].Fill(elements[count - 1]);
    }
}

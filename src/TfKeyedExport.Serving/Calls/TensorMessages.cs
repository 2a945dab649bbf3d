using Google.Protobuf;
using Google.Protobuf.Collections;
using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;

namespace TfKeyedExport.Serving.Calls;

/// <summary>Tensors as the services' messages carry them.</summary>
internal static class TensorMessages
{
    // A short list of values stands for a long one that ends with its last: pictures of zeros are sent so, and attacks.
    private const long AlwaysAllowed = 4 << 20;
    private const int MostGrowth = 16;

    /// <summary>Reads a request's tensor.</summary>
    /// <param name="message">The tensor.</param>
    /// <param name="input">The input's name.</param>
    /// <exception cref="ServingFault">It is damaged, or its shape is impossible.</exception>
    public static Tensor Read(TensorProto message, string input)
    {
        try
        {
            return message.Dtype == DataType.Invalid ? throw Unreadable(input, null)
                : message.ToTensor(limit: Math.Max(AlwaysAllowed, MostGrowth * (long)message.CalculateSize()));
        }
        catch (TfKeyedException e)
        {
            throw Unreadable(input, e);
        }
    }

    /// <summary>Writes an answer's tensor.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="asContent">Whether the elements are written as one run of bytes, and not as numbers one by one.</param>
    public static TensorProto Write(Tensor tensor, bool asContent)
    {
        if (asContent && tensor.Type != DataType.String)
            return tensor.ToProto();
        var message = new TensorProto { Dtype = tensor.Type, TensorShape = tensor.Shape.ToProto() };
        switch (tensor.Type)
        {
            case DataType.String:
                for (int i = 0; i < tensor.Count; i++)
                    message.StringVal.Add(ByteString.CopyFrom(tensor.Strings[i]));
                break;
            case DataType.Float: AddAll(message.FloatVal, tensor.Values<float>()); break;
            case DataType.Double: AddAll(message.DoubleVal, tensor.Values<double>()); break;
            case DataType.Int64: AddAll(message.Int64Val, tensor.Values<long>()); break;
            case DataType.Bool: AddAll(message.BoolVal, tensor.Values<bool>()); break;
            case DataType.Int32: AddAll(message.IntVal, tensor.Values<int>()); break;
            case DataType.Uint32: AddAll(message.Uint32Val, tensor.Values<uint>()); break;
            case DataType.Uint64: AddAll(message.Uint64Val, tensor.Values<ulong>()); break;
            case DataType.Int8: Widen(message.IntVal, tensor.Values<sbyte>()); break;
            case DataType.Uint8: Widen(message.IntVal, tensor.Values<byte>()); break;
            case DataType.Int16: Widen(message.IntVal, tensor.Values<short>()); break;
            case DataType.Uint16: Widen(message.IntVal, tensor.Values<ushort>()); break;
            case DataType.Half or DataType.Bfloat16: Widen(message.HalfVal, tensor.Values<ushort>()); break;
            default: message.TensorContent = ByteString.CopyFrom(tensor.Bytes.Span); break;
        }
        return message;
    }

    private static void AddAll<T>(RepeatedField<T> field, ReadOnlySpan<T> values)
    {
        field.Capacity = values.Length;
        foreach (T value in values)
            field.Add(value);
    }

    private static void Widen<T>(RepeatedField<int> field, ReadOnlySpan<T> values)
        where T : System.Numerics.IBinaryInteger<T>
    {
        field.Capacity = values.Length;
        foreach (T value in values)
            field.Add(int.CreateTruncating(value));
    }

    private static ServingFault Unreadable(string input, Exception? inner) => ServingFault.Invalid($"tensor parsing error: {input}", inner);
}

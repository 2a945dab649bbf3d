using System.Buffers.Binary;
using System.Globalization;
using Google.Protobuf;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;

namespace TfKeyedExport.Keying.Warmup;

/// <summary>Makes up keys for recorded calls, one for each row.</summary>
internal static class WarmupKeys
{
    /// <summary>More rows, or elements of a key, than any recorded call has.</summary>
    private const long MaxElements = 1 << 20;

    /// <summary>How many rows a call has: the first dimension of its inputs that have an open one, else of any; null if that is unreasonable.</summary>
    /// <param name="plan">The keyed signature.</param>
    /// <param name="inputs">The call's inputs under their new names, each a serialized tensor.</param>
    public static long? Rows(MetaGraphPlan plan, IReadOnlyDictionary<string, ByteString> inputs)
    {
        long? fallback = null;
        foreach (Signatures.SignatureArgument input in plan.After.Inputs)
        {
            if (!inputs.TryGetValue(input.Name, out ByteString? serialized) || FirstSize(serialized) is not { } size)
                continue;
            if (size is < 0 or > MaxElements)
                return null;
            if (!input.Shape.HasRank || input.Shape[0] < 0)
                return size;
            fallback ??= size;
        }
        return fallback ?? 1;
    }

    /// <summary>The keys of a call: <c>warmup-0</c>, <c>warmup-1</c>, ... or numbers; other types get zeros.</summary>
    public static TensorProto Make(KeySpec key, long rows)
    {
        TensorShape declared = key.Shape ?? TensorShape.Unknown;
        long[] sizes = declared.HasRank && declared.Rank > 0 ? declared.Dimensions.ToArray() : [-1];
        for (int i = 0; i < sizes.Length; i++)
            sizes[i] = sizes[i] >= 0 ? sizes[i] : i == 0 ? rows : 1;
        var shape = new TensorShape(sizes);
        long count = shape.ElementCount();
        var proto = new TensorProto { Dtype = key.Type, TensorShape = ShapeProtos.ToProto(shape) };
        if (count > MaxElements)
        {
            // One stored element stands for all.
            if (key.Type == DataType.String)
                proto.StringVal.Add(ByteString.CopyFromUtf8("warmup"));
            return proto;
        }
        if (key.Type == DataType.String)
        {
            for (long i = 0; i < count; i++)
                proto.StringVal.Add(ByteString.CopyFromUtf8(string.Create(CultureInfo.InvariantCulture, $"warmup-{i}")));
            return proto;
        }
        byte[] bytes = new byte[count * key.Type.Size()];
        for (int i = 0; i < count; i++)
        {
            if (key.Type == DataType.Int64)
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), i);
            else if (key.Type == DataType.Int32)
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * sizeof(int)), i);
        }
        proto.TensorContent = ByteString.CopyFrom(bytes);
        return proto;
    }

    private static long? FirstSize(ByteString serialized)
    {
        try
        {
            return TensorProto.Parser.ParseFrom(serialized).TensorShape is { UnknownRank: false, Dim: [var first, ..] } ? first.Size : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return -1;
        }
    }
}

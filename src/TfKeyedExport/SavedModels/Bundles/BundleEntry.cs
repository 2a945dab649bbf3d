using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;

namespace TfKeyedExport.SavedModels.Bundles;

/// <summary>What the index says about one tensor.</summary>
/// <param name="Key">Its key in the checkpoint.</param>
/// <param name="Type">The elements' type.</param>
/// <param name="Shape">The shape; fully known.</param>
/// <param name="Shard">The data file that holds it, counted from 0.</param>
/// <param name="Offset">The first byte in the data file.</param>
/// <param name="Size">Its bytes in the data file; 0 for a tensor that is stored in slices.</param>
/// <param name="Slices">The slices that a partitioned variable is stored in; empty for others.</param>
public sealed record BundleEntry(string Key, DataType Type, TensorShape Shape, int Shard, long Offset, long Size, IReadOnlyList<TensorSlice> Slices)
{
    internal uint MaskedCrc { get; init; }

    internal static BundleEntry Of(string key, BundleEntryProto proto, int shards, string where)
    {
        TensorShape shape = proto.Shape.ToShape(where);
        if (!shape.IsFullyDefined && proto.Shape is not null)
            throw TableReader.Damaged($"the variable has the shape {shape}, which is not fully known", where);
        shape = proto.Shape is null ? TensorShape.Scalar : shape;
        if (proto.ShardId < 0 || proto.ShardId >= shards)
            throw TableReader.Damaged($"the variable lies in data file {proto.ShardId} of {shards}", where);
        if (proto.Offset < 0 || proto.Size < 0 || proto.Size > long.MaxValue - proto.Offset)
            throw TableReader.Damaged($"the variable lies at an impossible place: {proto.Size} bytes at {proto.Offset}", where);
        DataType type = proto.Dtype.WithoutReference();
        if (proto.Slices.Count == 0 && type.IsFixedSize() && CountBytes(shape, type) != proto.Size)
            throw TableReader.Damaged($"{proto.Size:N0} bytes do not hold {type.Name()} {shape}", where);
        return new BundleEntry(key, type, shape, proto.ShardId, proto.Offset, proto.Size, [.. proto.Slices.Select(s => TensorSlice.Of(s, where))])
        {
            MaskedCrc = proto.Crc32C,
        };
    }

    /// <summary>The bytes of so many elements; -1 if no number holds them.</summary>
    internal static long CountBytes(TensorShape shape, DataType type)
    {
        try
        {
            return checked(shape.ElementCount() * type.Size());
        }
        catch (OverflowException)
        {
            return -1;
        }
    }
}

using TfKeyedExport.Errors;
using TfKeyedExport.Protos;

namespace TfKeyedExport.Tensors.Serialization;

/// <summary>Shapes to and from their serialized form.</summary>
internal static class ShapeProtos
{
    /// <summary>TensorFlow's own limit on dimensions.</summary>
    private const int MaxRank = 254;

    /// <summary>Reads a shape; one that is absent is unknown.</summary>
    /// <param name="proto">The serialized shape or null.</param>
    /// <param name="where">What it belongs to, for errors.</param>
    /// <exception cref="TfKeyedException">A size is less than -1, or there are more dimensions than TensorFlow allows.</exception>
    public static TensorShape ToShape(this TensorShapeProto? proto, string? where = null)
    {
        if (proto is null || proto.UnknownRank)
            return TensorShape.Unknown;
        if (proto.Dim.Count > MaxRank)
            throw TfKeyedException.Unreadable($"a shape has {proto.Dim.Count} dimensions; {MaxRank} are possible", where, ModelErrors.CopyAgain);
        Span<long> sizes = stackalloc long[proto.Dim.Count];
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i] = proto.Dim[i].Size;
            if (sizes[i] < -1)
                throw TfKeyedException.Unreadable($"a shape has a dimension of size {sizes[i]}", where, ModelErrors.CopyAgain);
        }
        return new TensorShape(sizes);
    }

    /// <summary>Writes a shape.</summary>
    public static TensorShapeProto ToProto(this TensorShape shape)
    {
        var proto = new TensorShapeProto { UnknownRank = !shape.HasRank };
        foreach (long size in shape.Dimensions)
            proto.Dim.Add(new TensorShapeProto.Types.Dim { Size = size });
        return proto;
    }
}

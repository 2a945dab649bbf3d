using System.Globalization;
using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.SavedModels.Bundles;

/// <summary>A box cut out of a tensor: one extent a dimension.</summary>
/// <param name="Extents">The extents.</param>
public sealed record TensorSlice(IReadOnlyList<SliceExtent> Extents)
{
    /// <summary>Reads the form that <c>RestoreV2</c> takes in <c>shape_and_slices</c>: <c>10 4 0,5:-</c> is rows 0 to 4 of [10, 4].</summary>
    /// <returns>The slice, or null for an empty text: the whole tensor.</returns>
    /// <exception cref="TfKeyedException">The text has another form.</exception>
    public static TensorSlice? ParseSpec(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length == 0)
            return null;
        string[] words = text.Split(' ');
        string[] parts = words[^1].Split(':');
        if (parts.Length != words.Length - 1)
            throw Damaged();
        var extents = new SliceExtent[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts[i] == "-")
            {
                extents[i] = SliceExtent.Full;
                continue;
            }
            int comma = parts[i].IndexOf(',', StringComparison.Ordinal);
            if (comma < 0
                || !long.TryParse(parts[i].AsSpan(0, comma), NumberStyles.None, CultureInfo.InvariantCulture, out long start)
                || !long.TryParse(parts[i].AsSpan(comma + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long length))
                throw Damaged();
            extents[i] = new SliceExtent(start, length);
        }
        return new TensorSlice(extents);

        TfKeyedException Damaged() => TfKeyedException.Unreadable($"'{text}' is not a shape and a slice", null, ModelErrors.CopyAgain);
    }

    internal static TensorSlice Of(TensorSliceProto proto, string where)
    {
        var extents = new SliceExtent[proto.Extent.Count];
        for (int i = 0; i < extents.Length; i++)
        {
            TensorSliceProto.Types.Extent extent = proto.Extent[i];
            extents[i] = extent.HasLengthCase == TensorSliceProto.Types.Extent.HasLengthOneofCase.None
                ? SliceExtent.Full
                : new SliceExtent(extent.Start, extent.Length);
            if (extents[i].Start < 0 || extent.Length < 0)
                throw TfKeyedException.Unreadable("a slice of a variable has a negative extent", where, ModelErrors.CopyAgain);
        }
        return new TensorSlice(extents);
    }

    /// <summary>The slice with its extents made plain numbers.</summary>
    /// <exception cref="TfKeyedException">It does not lie inside the shape.</exception>
    internal TensorSlice Within(TensorShape shape, string where)
    {
        if (Extents.Count != shape.Rank)
            throw Outside();
        var plain = new SliceExtent[Extents.Count];
        for (int i = 0; i < plain.Length; i++)
        {
            plain[i] = Extents[i].IsFull ? new SliceExtent(0, shape[i]) : Extents[i];
            if (plain[i].Start > shape[i] || plain[i].Length > shape[i] - plain[i].Start)
                throw Outside();
        }
        return new TensorSlice(plain);

        TfKeyedException Outside() => TfKeyedException.Unreadable($"a slice lies outside the variable's shape {shape}", where, ModelErrors.CopyAgain);
    }

    /// <summary>The shape of what a slice with plain extents cuts out.</summary>
    internal TensorShape Shape()
    {
        Span<long> sizes = stackalloc long[Extents.Count];
        for (int i = 0; i < sizes.Length; i++)
            sizes[i] = Extents[i].Length;
        return new TensorShape(sizes);
    }

    /// <summary>What two slices with plain extents have in common; null if nothing.</summary>
    internal TensorSlice? Intersect(TensorSlice other)
    {
        var common = new SliceExtent[Extents.Count];
        for (int i = 0; i < common.Length; i++)
        {
            long start = Math.Max(Extents[i].Start, other.Extents[i].Start);
            long end = Math.Min(Extents[i].Start + Extents[i].Length, other.Extents[i].Start + other.Extents[i].Length);
            if (end <= start)
                return null;
            common[i] = new SliceExtent(start, end - start);
        }
        return new TensorSlice(common);
    }
}

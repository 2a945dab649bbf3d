using TfKeyedExport.Tensors;

namespace TfKeyedExport.SavedModels.Bundles;

/// <summary>Puts a tensor together from the slices that it is stored in.</summary>
internal static class SliceAssembly
{
    /// <summary>Fills a box from the parts that overlap it; together they must fill it exactly.</summary>
    /// <param name="entry">The whole tensor.</param>
    /// <param name="target">The box to fill, with plain extents.</param>
    /// <param name="parts">The stored parts with the boxes that they fill.</param>
    /// <param name="allocate">Gives the memory for the elements; null for an array.</param>
    /// <param name="where">The tensor's name, for errors.</param>
    public static Tensor Assemble(
        BundleEntry entry, TensorSlice target, IEnumerable<(TensorSlice Box, Tensor Tensor)> parts, Func<int, Memory<byte>>? allocate, string where)
    {
        List<(TensorSlice Box, Tensor Tensor)> sources = [.. parts];
        CheckTiling(sources, target, where);
        TensorShape shape = target.Shape();
        if (entry.Type == DataType.String)
            return Tensor.FromStrings(shape, Strings(shape, target, sources));
        int size = entry.Type.Size();
        // No more than the parts hold, which lie in files.
        Memory<byte> bytes = VariableMemory.Allocate(checked((int)(shape.ElementCount() * size)), allocate, where);
        foreach ((TensorSlice box, Tensor tensor) in sources)
        {
            SliceRuns.Walk(box, target, (source, position, length) =>
                tensor.Bytes.Span.Slice((int)(source * size), (int)(length * size)).CopyTo(bytes.Span[(int)(position * size)..]));
        }
        return Tensor.FromBytes(entry.Type, shape, bytes);
    }

    private static StringValues Strings(TensorShape shape, TensorSlice target, List<(TensorSlice Box, Tensor Tensor)> sources)
    {
        var origins = new (StringValues Strings, int Index)[shape.ElementCount()];
        foreach ((TensorSlice box, Tensor tensor) in sources)
        {
            SliceRuns.Walk(box, target, (source, position, length) =>
            {
                for (int i = 0; i < length; i++)
                    origins[position + i] = (tensor.Strings, (int)source + i);
            });
        }
        var builder = new StringValuesBuilder(origins.Length);
        foreach ((StringValues strings, int index) in origins)
            builder.Add(strings[index]);
        return builder.ToValues();
    }

    private static void CheckTiling(List<(TensorSlice Box, Tensor Tensor)> sources, TensorSlice target, string where)
    {
        Int128 covered = 0;
        for (int i = 0; i < sources.Count; i++)
        {
            TensorSlice? common = sources[i].Box.Intersect(target);
            covered += common is null ? 0 : Volume(common);
            for (int j = 0; j < i; j++)
            {
                if (sources[i].Box.Intersect(sources[j].Box) is not null)
                    throw TableReader.Damaged("two slices of the variable overlap", where);
            }
        }
        if (covered != Volume(target))
            throw TableReader.Damaged("the slices of the variable leave gaps", where);
    }

    private static Int128 Volume(TensorSlice box)
    {
        Int128 volume = 1;
        foreach (SliceExtent extent in box.Extents)
            volume = volume == 0 || extent.Length == 0 ? 0 : volume > long.MaxValue ? volume : volume * extent.Length;
        return volume;
    }
}

namespace TfKeyedExport.SavedModels.Bundles;

/// <summary>Walks over the elements that two boxes share, as runs that lie next to each other in both.</summary>
internal static class SliceRuns
{
    /// <summary>Takes one run: its first element in the source, its first in the target, and its length.</summary>
    public delegate void Run(long source, long target, long length);

    /// <summary>Walks over all runs.</summary>
    /// <param name="source">The box that the source's elements fill, with plain extents.</param>
    /// <param name="target">The box that the target's elements fill, with plain extents.</param>
    /// <param name="run">Called for each run.</param>
    /// <returns>The number of elements walked over.</returns>
    public static long Walk(TensorSlice source, TensorSlice target, Run run)
    {
        if (source.Intersect(target) is not { } common)
            return 0;
        int rank = common.Extents.Count;
        if (rank == 0)
        {
            run(0, 0, 1);
            return 1;
        }
        long[] index = new long[rank];
        long length = common.Extents[rank - 1].Length;
        long total = 0;
        while (true)
        {
            run(Position(source, common, index), Position(target, common, index), length);
            total += length;
            int dimension = rank - 2;
            while (dimension >= 0 && ++index[dimension] == common.Extents[dimension].Length)
                index[dimension--] = 0;
            if (dimension < 0)
                return total;
        }
    }

    private static long Position(TensorSlice box, TensorSlice common, long[] index)
    {
        long position = 0;
        for (int i = 0; i < index.Length; i++)
            position = (position * box.Extents[i].Length) + (common.Extents[i].Start - box.Extents[i].Start) + index[i];
        return position;
    }
}

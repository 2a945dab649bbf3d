using TfKeyedExport.Embedded.Kernels.Elementwise;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Scattering;

/// <summary>Writes updates into the slices that rows of indices name: of a given tensor, or of zeros in a given shape (<c>ScatterNd</c>).</summary>
/// <remarks>The operation is given what is there and the update.</remarks>
internal sealed class ScatterNdKernel<T, TOperation>(bool intoZeros) : Kernel
    where T : unmanaged
    where TOperation : IBinaryOperation<T, T>
{
    public override void Run(KernelContext context)
    {
        Value indices = context.Input(intoZeros ? 0 : 1);
        Value updates = context.Input(intoZeros ? 1 : 2);
        Span<long> shape = stackalloc long[Value.MaxRank];
        shape = intoZeros ? ShapeOf(context, shape) : shape[..context.Input(0).Rank];
        if (!intoZeros)
        {
            ScatterShapes.RefuseVector(indices);
            context.Input(0).Shape.CopyTo(shape);
        }
        var rows = new IndexRows(indices, shape);
        ScatterShapes.Check(rows, indices, updates, shape);
        Span<T> result;
        if (intoZeros)
        {
            result = context.Allocate<T>(0, shape);
            result.Clear();
        }
        else
        {
            // Read before the memory is perhaps taken over: both spans are the same then, and the copy does nothing.
            ReadOnlySpan<T> source = context.Span<T>(0);
            result = context.AllocateOver<T>(0, 0);
            source.CopyTo(result);
        }
        ReadOnlySpan<T> values = updates.Span<T>();
        for (int row = 0; row < rows.Count; row++)
        {
            int slice = rows.Slice(row);
            if (slice < 0)
                throw rows.OutOfRange(row);
            Span<T> target = result.Slice(slice * rows.SliceSize, rows.SliceSize);
            PairLoops<T, T, TOperation>.Both(target, values.Slice(row * rows.SliceSize, rows.SliceSize), target);
        }
    }

    private static Span<long> ShapeOf(KernelContext context, Span<long> shape)
    {
        Value given = context.Input(2);
        if (given.Rank != 1 || given.Count > Value.MaxRank)
            throw context.ShapeError(2, $"it must be a vector of at most {Value.MaxRank} sizes");
        for (int d = 0; d < given.Count; d++)
            shape[d] = context.Integer(2, d);
        return shape[..given.Count];
    }
}

/// <summary>Writes strings into the slices that rows of indices name.</summary>
internal sealed class ScatterStringsKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Value source = context.Input(0), updates = context.Input(2);
        ScatterShapes.RefuseVector(context.Input(1));
        var rows = new IndexRows(context.Input(1), source.Shape);
        ScatterShapes.Check(rows, context.Input(1), updates, source.Shape);
        using var winners = new Scratch<int>(context, source.Count);
        winners.Span.Fill(-1);
        for (int row = 0; row < rows.Count; row++)
        {
            int slice = rows.Slice(row);
            if (slice < 0)
                throw rows.OutOfRange(row);
            for (int i = 0; i < rows.SliceSize; i++)
                winners.Span[(slice * rows.SliceSize) + i] = (row * rows.SliceSize) + i;
        }
        StringBuffer old = source.Strings, update = updates.Strings;
        StringBuffer target = context.AllocateStrings(0, source.Shape);
        for (int i = 0; i < source.Count; i++)
            target.Add(winners.Span[i] < 0 ? old[i] : update[winners.Span[i]]);
    }
}

/// <summary>What the shapes of indices, updates and target must have in common.</summary>
internal static class ScatterShapes
{
    /// <summary>Writing into a given tensor takes rows of indices; TensorFlow's checks let no vector through, whatever the updates are.</summary>
    public static void RefuseVector(Value indices)
    {
        if (indices.Rank < 2)
            throw KernelContext.Error($"indices of shape {indices.ToShape()} must have at least two dimensions");
    }

    public static void Check(in IndexRows rows, Value indices, Value updates, ReadOnlySpan<long> shape)
    {
        if (updates.Rank < 1)
            throw KernelContext.Error("updates must have at least one dimension");
        int kept = rows.OuterRank;
        bool fits = updates.Rank == kept + shape.Length - rows.Depth
            && updates.Shape[..kept].SequenceEqual(indices.Shape[..kept])
            && updates.Shape[kept..].SequenceEqual(shape[rows.Depth..]);
        if (!fits)
        {
            throw KernelContext.Error(
                $"updates of shape {updates.ToShape()} do not fit indices of shape {indices.ToShape()} into a tensor of shape {ShapeText.Of(shape)}");
        }
        if (shape.Contains(0) && (indices.Count > 0 || updates.Count > 0))
            throw KernelContext.Error("indices and updates are given for a tensor without elements");
    }
}

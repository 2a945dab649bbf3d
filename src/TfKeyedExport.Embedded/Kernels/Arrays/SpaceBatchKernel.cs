using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>
/// <c>SpaceToBatchND</c> and <c>BatchToSpaceND</c>, and their older forms for images: blocks of the dimensions behind the batch, moved into the batch and back.
/// </summary>
/// <remarks>The older forms have one block size as an attribute and no input for it.</remarks>
internal sealed class SpaceBatchKernel(bool toBatch, long? blockSize = null) : Kernel
{
    public override void Run(KernelContext context)
    {
        Value input = context.Input(0), edges = context.Input(blockSize is null ? 2 : 1);
        int dimensions = blockSize is null ? context.Input(1).Count : 2;
        if (blockSize is null && context.Input(1).Rank != 1)
            throw context.ShapeError(1, "the block's shape must be a vector");
        if (input.Rank < dimensions + 1 || (blockSize is not null && input.Rank != 4))
            throw context.ShapeError(0, $"there must be a batch and {dimensions} dimensions");
        if (edges.Rank != 2 || edges.Dim(0) != dimensions || edges.Dim(1) != 2)
            throw context.ShapeError(blockSize is null ? 2 : 1, $"it must be [{dimensions}, 2]");
        Span<long> block = stackalloc long[dimensions], before = stackalloc long[dimensions], shape = stackalloc long[input.Rank];
        long blocks = Read(context, edges, block, before, shape);
        if (blocks > int.MaxValue || (!toBatch && input.Shape[0] % blocks != 0))
            throw KernelContext.Error($"a batch of {input.Shape[0]} is not made of blocks of {blocks}");
        shape[0] = toBatch ? checked(input.Shape[0] * blocks) : input.Shape[0] / blocks;
        Copy(context, input, block, before, shape);
    }

    private long Read(KernelContext context, Value edges, Span<long> block, Span<long> before, Span<long> shape)
    {
        Value input = context.Input(0);
        input.Shape.CopyTo(shape);
        long blocks = 1;
        int edgeInput = blockSize is null ? 2 : 1;
        for (int d = 0; d < block.Length; d++)
        {
            block[d] = blockSize ?? context.Integer(1, d);
            before[d] = context.Integer(edgeInput, 2 * d);
            long after = context.Integer(edgeInput, (2 * d) + 1);
            if (block[d] is < 1 or > int.MaxValue || before[d] is < 0 or > int.MaxValue || after is < 0 or > int.MaxValue)
                throw KernelContext.Error($"a block of {block[d]} with {before[d]} before and {after} after is not possible");
            blocks = checked(blocks * block[d]);
            long size = toBatch ? input.Shape[d + 1] + before[d] + after : checked(input.Shape[d + 1] * block[d]) - before[d] - after;
            if (size < 0 || (toBatch && size % block[d] != 0))
                throw KernelContext.Error($"dimension {d + 1} is {size} long, which is not made of blocks of {block[d]}");
            shape[d + 1] = toBatch ? size / block[d] : size;
        }
        return blocks;
    }

    private void Copy(KernelContext context, Value input, ReadOnlySpan<long> block, ReadOnlySpan<long> before, ReadOnlySpan<long> shape)
    {
        Appender result = Appender.For(context, 0, shape);
        int dimensions = block.Length, run = Axes.Product(shape[(dimensions + 1)..]);
        int rows = Axes.Product(shape[..(dimensions + 1)]);
        if (run == 0)
            return;
        Span<long> position = stackalloc long[dimensions + 1];
        position.Clear();
        long batch = toBatch ? input.Shape[0] : shape[0];
        for (int row = 0; row < rows; row++)
        {
            // Which element of the block: the part of the batch that counts blocks, first dimension first.
            long offsets = toBatch ? position[0] / batch : 0, weight = 1, from = 0;
            bool inside = true;
            for (int d = dimensions - 1; d >= 0; d--)
            {
                long at;
                if (toBatch)
                {
                    at = (position[d + 1] * block[d]) + (offsets % block[d]) - before[d];
                    offsets /= block[d];
                }
                else
                {
                    (at, long offset) = Math.DivRem(position[d + 1] + before[d], block[d]);
                    offsets += offset * weight;
                }
                inside &= at >= 0 && at < input.Shape[d + 1];
                from += at * Scale(input, d + 1, dimensions);
                weight *= block[d];
            }
            from += (toBatch ? position[0] % batch : (offsets * batch) + position[0]) * Scale(input, 0, dimensions);
            if (inside)
                result.Append(input, checked((int)(from * run)), run);
            else
                result.AppendZeros(run);
            for (int d = dimensions; d >= 0 && ++position[d] == shape[d]; d--)
                position[d] = 0;
        }
    }

    // Rows of the input from one index of a dimension to the next.
    private static long Scale(Value input, int dimension, int dimensions)
    {
        long scale = 1;
        for (int d = dimension + 1; d <= dimensions; d++)
            scale *= input.Shape[d];
        return scale;
    }
}

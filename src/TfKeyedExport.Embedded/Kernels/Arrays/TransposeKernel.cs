using TfKeyedExport.Embedded.Numerics.Matrices;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Puts the dimensions in another order.</summary>
internal sealed unsafe class TransposeKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        int rank = input.Rank;
        if (context.Input(1).Count != rank)
            throw context.ShapeError(1, $"it must name {rank} dimensions");
        Span<int> order = stackalloc int[rank];
        Span<long> shape = stackalloc long[rank], steps = stackalloc long[rank];
        int seen = 0;
        bool moved = false;
        for (int d = 0; d < rank; d++)
        {
            order[d] = Axes.Normalize(context.Integer(1, d), rank);
            seen |= 1 << order[d];
            shape[d] = input.Shape[order[d]];
            moved |= order[d] != d;
        }
        if (seen != (1 << rank) - 1)
            throw KernelContext.Error("the order names a dimension twice");
        if (!moved || KeepsElements(input.Shape, order))
        {
            context.Forward(0, 0, shape);
            return;
        }
        for (int d = 0; d < rank; d++)
            steps[d] = Axes.Product(input.Shape[(order[d] + 1)..]);
        if (rank == 2 && input.Type.Size() == 4)
        {
            Transposition.Run(input.Pointer<uint>(), input.Dim(1), input.Dim(0), input.Dim(1), context.Allocate(0, shape).Pointer<uint>(), input.Dim(0));
            return;
        }
        Copy(context, input, shape, steps);
    }

    // Moving dimensions of size 1 does not move elements.
    private static bool KeepsElements(ReadOnlySpan<long> shape, ReadOnlySpan<int> order)
    {
        int previous = -1;
        foreach (int d in order)
        {
            if (shape[d] == 1)
                continue;
            if (d < previous)
                return false;
            previous = d;
        }
        return true;
    }

    private static void Copy(KernelContext context, Value input, ReadOnlySpan<long> shape, ReadOnlySpan<long> steps)
    {
        // The last dimensions that stay last make runs.
        int inner = shape.Length, run = 1;
        while (inner > 0 && steps[inner - 1] == run)
            run *= (int)shape[--inner];
        if (input.Count > 0 && inner > 0 && input.Type != DataType.String)
        {
            CopyRuns(input, context.Allocate(0, shape).Bytes, shape[..inner], steps, run * input.Type.Size());
            return;
        }
        Appender result = Appender.For(context, 0, shape);
        if (input.Count == 0)
            return;
        Span<long> position = stackalloc long[shape.Length];
        position.Clear();
        long at = 0;
        while (true)
        {
            result.Append(input, (int)at, run);
            int d = inner - 1;
            for (; d >= 0; d--)
            {
                at += steps[d];
                if (++position[d] < shape[d])
                    break;
                at -= steps[d] * shape[d];
                position[d] = 0;
            }
            if (d < 0)
                return;
        }
    }

    // The same on plain bytes, with the innermost of the dimensions that move in one loop.
    private static void CopyRuns(Value input, byte* to, ReadOnlySpan<long> shape, ReadOnlySpan<long> steps, int bytes)
    {
        int size = input.Type.Size(), last = shape.Length - 1;
        nint count = (nint)shape[last], step = (nint)steps[last] * size;
        Span<long> position = stackalloc long[shape.Length];
        position.Clear();
        byte* from = input.Bytes;
        while (true)
        {
            SmallRuns.Copy(from, step, count, to, bytes);
            to += count * bytes;
            int d = last - 1;
            for (; d >= 0; d--)
            {
                from += (nint)steps[d] * size;
                if (++position[d] < shape[d])
                    break;
                from -= (nint)(steps[d] * shape[d]) * size;
                position[d] = 0;
            }
            if (d < 0)
                return;
        }
    }
}

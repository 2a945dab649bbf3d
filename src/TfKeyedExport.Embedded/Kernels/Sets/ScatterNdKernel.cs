using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Sets;

/// <summary>How an update meets what is there.</summary>
internal enum ScatterMode
{
    /// <summary>It replaces it.</summary>
    Update,

    /// <summary>It is added.</summary>
    Add,

    /// <summary>It is taken away.</summary>
    Sub,

    /// <summary>The lesser stays.</summary>
    Min,

    /// <summary>The greater stays.</summary>
    Max,
}

/// <summary>Writes updates into the slices that rows of indices name: of a given tensor, or of zeros in a given shape (<c>ScatterNd</c>).</summary>
internal sealed class ScatterNdKernel<T>(ScatterMode mode, bool intoZeros) : Kernel
    where T : unmanaged, INumber<T>
{
    public override void Run(KernelContext context)
    {
        Value indices = context.Input(intoZeros ? 0 : 1);
        Value updates = context.Input(intoZeros ? 1 : 2);
        Span<long> shape = stackalloc long[Value.MaxRank];
        shape = intoZeros ? ShapeOf(context, shape) : shape[..context.Input(0).Rank];
        if (!intoZeros)
            context.Input(0).Shape.CopyTo(shape);
        var rows = new IndexRows(indices, shape);
        ScatterShapes.Check(indices, updates, shape, rows.Depth);
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
            Apply(result.Slice(slice * rows.SliceSize, rows.SliceSize), values.Slice(row * rows.SliceSize, rows.SliceSize));
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

    private void Apply(Span<T> target, ReadOnlySpan<T> update)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = mode switch
            {
                ScatterMode.Add => target[i] + update[i],
                ScatterMode.Sub => target[i] - update[i],
                ScatterMode.Min => update[i] < target[i] ? update[i] : target[i],
                ScatterMode.Max => update[i] > target[i] ? update[i] : target[i],
                _ => update[i],
            };
        }
    }
}

/// <summary>Writes strings into the slices that rows of indices name.</summary>
internal sealed class ScatterStringsKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Value source = context.Input(0), updates = context.Input(2);
        var rows = new IndexRows(context.Input(1), source.Shape);
        ScatterShapes.Check(context.Input(1), updates, source.Shape, rows.Depth);
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
    public static void Check(Value indices, Value updates, ReadOnlySpan<long> shape, int depth)
    {
        int kept = indices.Rank - 1;
        bool fits = updates.Rank == kept + shape.Length - depth
            && updates.Shape[..kept].SequenceEqual(indices.Shape[..kept])
            && updates.Shape[kept..].SequenceEqual(shape[depth..]);
        if (!fits)
        {
            throw KernelContext.Error(
                $"updates of shape {updates.ToShape()} do not fit indices of shape {indices.ToShape()} into a tensor of shape {new TensorShape(shape)}");
        }
        bool empty = shape.Contains(0);
        if (empty && indices.Count > 0 && updates.Count > 0)
            throw KernelContext.Error("indices and updates are given for a tensor without elements");
    }
}

/// <summary>Choosing the scatter kernel by the element type.</summary>
internal static class ScatterNdKernels
{
    public static KernelFactory Tensor(ScatterMode mode) => mode switch
    {
        ScatterMode.Add => r => NumberTypes.Make<AddMaker>(r, r.InputType(0)),
        ScatterMode.Sub => r => NumberTypes.Make<SubMaker>(r, r.InputType(0)),
        ScatterMode.Min => r => NumberTypes.Make<MinMaker>(r, r.InputType(0)),
        ScatterMode.Max => r => NumberTypes.Make<MaxMaker>(r, r.InputType(0)),
        _ => Update,
    };

    public static Kernel Zeros(KernelRequest request) => NumberTypes.Make<ZerosMaker>(request, request.InputType(1));

    // An update moves bits and never computes: any type of the same size will do.
    private static Kernel Update(KernelRequest request) => request.InputType(0) switch
    {
        DataType.String => new ScatterStringsKernel(),
        DataType type => type.Size() switch
        {
            1 => new ScatterNdKernel<byte>(ScatterMode.Update, false),
            2 => new ScatterNdKernel<ushort>(ScatterMode.Update, false),
            4 => new ScatterNdKernel<uint>(ScatterMode.Update, false),
            8 => new ScatterNdKernel<ulong>(ScatterMode.Update, false),
            _ => throw request.Unsupported($"{type.Name()} elements are not supported here"),
        },
    };

    private readonly struct AddMaker : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new ScatterNdKernel<T>(ScatterMode.Add, false);
    }

    private readonly struct SubMaker : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new ScatterNdKernel<T>(ScatterMode.Sub, false);
    }

    private readonly struct MinMaker : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new ScatterNdKernel<T>(ScatterMode.Min, false);
    }

    private readonly struct MaxMaker : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new ScatterNdKernel<T>(ScatterMode.Max, false);
    }

    private readonly struct ZerosMaker : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new ScatterNdKernel<T>(ScatterMode.Add, true);
    }
}

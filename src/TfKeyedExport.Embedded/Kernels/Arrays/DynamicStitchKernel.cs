using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>Puts slices of several inputs where their indices say; of two for one place the later one stays. Places that nobody names are zeros.</summary>
internal sealed class DynamicStitchKernel(KernelRequest request) : Kernel
{
    private readonly int _count = request.InputCount / 2;

    public override void Run(KernelContext context)
    {
        Value first = context.Input(_count);
        int firstRank = context.Input(0).Rank;
        if (firstRank > first.Rank)
            throw context.ShapeError(_count, $"it must begin with the dimensions of {context.Input(0).ToShape()}");
        ReadOnlySpan<long> slice = first.Shape[firstRank..];
        long most = -1;
        for (int i = 0; i < _count; i++)
        {
            Value indices = context.Input(i), data = context.Input(_count + i);
            if (indices.Rank > data.Rank || !data.Shape[..indices.Rank].SequenceEqual(indices.Shape) || !data.Shape[indices.Rank..].SequenceEqual(slice))
                throw context.ShapeError(_count + i, $"it must be {indices.ToShape()}, then the shape of a slice");
            foreach (int index in indices.Span<int>())
            {
                if (index < 0)
                    throw KernelContext.Error($"the index {index} is negative");
                most = Math.Max(most, index);
            }
        }
        Span<long> shape = stackalloc long[slice.Length + 1];
        shape[0] = most + 1;
        slice.CopyTo(shape[1..]);
        Write(context, shape, Axes.Product(slice));
    }

    private void Write(KernelContext context, ReadOnlySpan<long> shape, int run)
    {
        // Where each slice comes from: which input and which of its slices.
        using var inputs = new Scratch<int>(context, (int)shape[0]);
        using var slices = new Scratch<int>(context, (int)shape[0]);
        inputs.Span.Fill(-1);
        for (int i = 0; i < _count; i++)
        {
            ReadOnlySpan<int> indices = context.Span<int>(i);
            for (int k = 0; k < indices.Length; k++)
                (inputs.Span[indices[k]], slices.Span[indices[k]]) = (i, k);
        }
        Appender result = Appender.For(context, 0, shape);
        for (int i = 0; i < shape[0] && run > 0; i++)
        {
            if (inputs.Span[i] < 0)
                result.AppendZeros(run);
            else
                result.Append(context.Input(_count + inputs.Span[i]), slices.Span[i] * run, run);
        }
    }
}

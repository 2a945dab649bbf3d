using TfKeyedExport.Embedded.Numerics.Random;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Random;

/// <summary>The distributions that operations draw from.</summary>
internal enum Distribution
{
    Uniform,
    UniformInt,
    FullInt,
    Normal,
    TruncatedNormal,
}

/// <summary>Filling outputs with random numbers.</summary>
internal static class RandomFill
{
    /// <summary>Makes output 0, of the shape that an input gives, and fills it.</summary>
    /// <inheritdoc cref="Fill"/>
    public static void Run(KernelContext context, int shapeInput, int boundsInput, Distribution distribution, Philox generator) =>
        Fill(context, Allocate(context, shapeInput), boundsInput, distribution, generator);

    /// <summary>Fills an output.</summary>
    /// <param name="context">The running kernel.</param>
    /// <param name="output">The output.</param>
    /// <param name="boundsInput">The first of the two inputs with the bounds of integers.</param>
    /// <param name="distribution">The distribution.</param>
    /// <param name="generator">The generator.</param>
    public static void Fill(KernelContext context, Value output, int boundsInput, Distribution distribution, Philox generator)
    {
        bool isWide = output.ElementSize == sizeof(ulong);
        switch (distribution)
        {
            case Distribution.UniformInt when output.Count > 0:
                RequireBounds(context, boundsInput);
                Value low = context.Input(boundsInput), high = context.Input(boundsInput + 1);
                if (isWide)
                    Distributions.Uniform(generator, output.Span<ulong>(), low.Scalar<ulong>(), high.Scalar<ulong>());
                else
                    Distributions.Uniform(generator, output.Span<uint>(), low.Scalar<uint>(), high.Scalar<uint>());
                break;
            case Distribution.UniformInt:
                break;
            case Distribution.FullInt when isWide:
                Distributions.Full(generator, output.Span<ulong>());
                break;
            case Distribution.FullInt:
                Distributions.Full(generator, output.Span<uint>());
                break;
            case Distribution.Normal when output.Type == DataType.Double:
                Distributions.Normal(generator, output.Span<double>());
                break;
            case Distribution.Normal:
                Distributions.Normal(generator, output.Span<float>());
                break;
            case Distribution.TruncatedNormal:
                Distributions.TruncatedNormal(generator, output.Span<float>());
                break;
            case Distribution.Uniform when output.Type == DataType.Double:
                Distributions.Uniform(generator, output.Span<double>());
                break;
            default:
                Distributions.Uniform(generator, output.Span<float>());
                break;
        }
    }

    /// <summary>Refuses bounds between which there is no integer.</summary>
    /// <param name="context">The running kernel.</param>
    /// <param name="boundsInput">The input with the lower bound; behind it is that with the upper one.</param>
    public static void RequireBounds(KernelContext context, int boundsInput)
    {
        Value low = context.Input(boundsInput), high = context.Input(boundsInput + 1);
        (Int128 from, Int128 to) = low.Type switch
        {
            DataType.Uint32 => ((Int128)low.Scalar<uint>(), (Int128)high.Scalar<uint>()),
            DataType.Uint64 => (low.Scalar<ulong>(), high.Scalar<ulong>()),
            _ => (context.Integer(boundsInput), context.Integer(boundsInput + 1)),
        };
        if (from >= to)
            throw KernelContext.Error($"integers from {from} to below {to} are asked for: there are none");
    }

    /// <summary>Makes output 0, of the shape that an input gives, with further dimensions behind it.</summary>
    public static Value Allocate(KernelContext context, int shapeInput, params ReadOnlySpan<long> further)
    {
        Value sizes = context.Input(shapeInput);
        if (sizes.Rank != 1 || sizes.Count + further.Length > Value.MaxRank)
            throw context.ShapeError(shapeInput, $"a shape is a vector of at most {Value.MaxRank - further.Length} sizes");
        Span<long> shape = stackalloc long[Value.MaxRank];
        for (int i = 0; i < sizes.Count; i++)
            shape[i] = context.Integer(shapeInput, i);
        further.CopyTo(shape[sizes.Count..]);
        return context.Allocate(0, shape[..(sizes.Count + further.Length)]);
    }
}

using TfKeyedExport.Embedded.Numerics.Random;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Random;

/// <summary>The distributions that operations draw from.</summary>
internal enum Distribution
{
    Uniform,
    UniformInt,
    Normal,
    TruncatedNormal,
}

/// <summary>Filling outputs with random numbers.</summary>
internal static class RandomFill
{
    /// <summary>Makes output 0, of the shape that an input gives, and fills it.</summary>
    /// <param name="context">The running kernel.</param>
    /// <param name="shapeInput">The input with the shape.</param>
    /// <param name="boundsInput">The first of the two inputs with the bounds of integers.</param>
    /// <param name="distribution">The distribution.</param>
    /// <param name="generator">The generator.</param>
    public static void Run(KernelContext context, int shapeInput, int boundsInput, Distribution distribution, Philox generator)
    {
        Value output = Allocate(context, shapeInput);
        switch (distribution)
        {
            case Distribution.UniformInt:
                long low = context.Integer(boundsInput), high = context.Integer(boundsInput + 1);
                if (low >= high && context.Output(0).Count > 0)
                    throw KernelContext.Error($"integers from {low} to below {high} are asked for: there are none");
                if (output.Type == DataType.Int32)
                    Distributions.Uniform(generator, output.Span<int>(), (int)low, (int)high);
                else
                    Distributions.Uniform(generator, output.Span<long>(), low, high);
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

    private static Value Allocate(KernelContext context, int shapeInput)
    {
        Value sizes = context.Input(shapeInput);
        if (sizes.Rank != 1 || sizes.Count > Value.MaxRank)
            throw context.ShapeError(shapeInput, $"a shape is a vector of at most {Value.MaxRank} sizes");
        Span<long> shape = stackalloc long[Value.MaxRank];
        for (int i = 0; i < sizes.Count; i++)
            shape[i] = context.Integer(shapeInput, i);
        return context.Allocate(0, shape[..sizes.Count]);
    }
}

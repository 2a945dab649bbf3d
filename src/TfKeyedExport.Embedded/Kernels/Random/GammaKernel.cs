using System.Numerics;
using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Embedded.Numerics.Random;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Random;

/// <summary>Numbers of gamma distributions, as many for each parameter of an input.</summary>
/// <param name="parameterInput">The input with the distributions' parameters.</param>
/// <param name="isWhole">Whether input 0 gives the whole shape, which ends with that of the parameters; else it is what stands before that.</param>
/// <param name="generator">The generator; it is given how many elements are drawn.</param>
internal sealed class GammaKernel(int parameterInput, bool isWhole, Func<KernelContext, ulong, Philox> generator) : Kernel
{
    private const int ElementsBetweenLooks = 1024;

    /// <summary>With a generator that the node keeps.</summary>
    public static GammaKernel Seeded(KernelRequest request)
    {
        var kept = new SeededGenerator(request);
        return new GammaKernel(1, false, (_, count) => kept.Reserve(count * SeededGenerator.StepsPerElement));
    }

    /// <summary>With a seed as an input.</summary>
    public static GammaKernel Stateless() => new(2, true, (context, _) => StatelessKernel.Generator(context, 1));

    /// <summary>With a key and a counter as inputs.</summary>
    public static GammaKernel Keyed() => new(4, true, (context, _) => KeyedKernel.Generator(context));

    public override void Run(KernelContext context)
    {
        Value parameters = context.Input(parameterInput);
        Value output = isWhole ? RandomFill.Allocate(context, 0) : RandomFill.Allocate(context, 0, parameters.Shape);
        Philox from = generator(context, (ulong)output.Count);
        if (output.Count == 0)
            return;
        if (output.Rank < parameters.Rank || !output.Shape[(output.Rank - parameters.Rank)..].SequenceEqual(parameters.Shape))
            throw context.ShapeError(parameterInput, $"the shape {output.ToShape()} that is asked for must end with it");
        if (output.Type == DataType.Double)
            Fill(parameters.Span<double>(), output.Span<double>(), from);
        else
            Fill(parameters.Span<float>(), output.Span<float>(), from);
    }

    // Each number has its own part of the generator, in TensorFlow's order: all of the first parameter, then all of the second.
    private static void Fill<T>(ReadOnlySpan<T> parameters, Span<T> target, Philox generator)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int perParameter = target.Length / parameters.Length;
        for (int i = 0; i < target.Length; i++)
        {
            if (i % ElementsBetweenLooks == 0)
                CallWatch.ThrowIfOver();
            (int parameter, int sample) = Math.DivRem(i, perParameter);
            Philox own = generator;
            own.Skip((ulong)i * SeededGenerator.StepsPerElement);
            target[(sample * parameters.Length) + parameter] = T.CreateTruncating(GammaDraw.Next(double.CreateTruncating(parameters[parameter]), own));
        }
    }
}

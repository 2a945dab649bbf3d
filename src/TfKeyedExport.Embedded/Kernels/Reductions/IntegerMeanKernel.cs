using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Reductions;

/// <summary><c>Mean</c> of integers of up to 32 bits: summed in 64 bits, so that no sum overflows, and rounded towards zero.</summary>
internal sealed class IntegerMeanKernel<T>(KernelRequest request) : Kernel
    where T : unmanaged, INumberBase<T>
{
    private readonly bool _keep = request.Attributes.Bool("keep_dims", false);

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        Span<long> shape = stackalloc long[Value.MaxRank];
        var axes = new ReducedAxes(input.Shape, context.Input(1), _keep, shape);
        Span<T> result = context.Allocate<T>(0, shape[..axes.ResultRank]);
        Value scratch = context.Rent();
        scratch.Allocate(DataType.Int64, [(long)input.Count + result.Length], context.Call.Pool);
        Span<long> wide = scratch.Span<long>()[..input.Count], totals = scratch.Span<long>()[input.Count..];
        ReadOnlySpan<T> values = input.Span<T>();
        for (int i = 0; i < wide.Length; i++)
            wide[i] = long.CreateTruncating(values[i]);
        totals.Clear();
        if (!wide.IsEmpty && !totals.IsEmpty)
            ReductionKernel<long, SumReduction<long>>.Reduce(wide, totals, axes);
        // Of no integers TensorFlow makes the mean zero.
        for (int i = 0; i < result.Length; i++)
            result[i] = axes.ReducedCount == 0 ? T.Zero : T.CreateTruncating(totals[i] / axes.ReducedCount);
        context.Call.Return(scratch);
    }
}

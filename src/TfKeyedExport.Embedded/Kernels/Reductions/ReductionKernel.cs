using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Reductions;

/// <summary>Takes the elements along any axes together.</summary>
internal sealed class ReductionKernel<T, TReduction>(KernelRequest request) : Kernel
    where T : unmanaged
    where TReduction : IReduction<T>
{
    private readonly bool _keep = request.Attributes.Bool("keep_dims", false);

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        Span<long> shape = stackalloc long[Value.MaxRank];
        var axes = new ReducedAxes(input.Shape, context.Input(1), _keep, shape);
        ReadOnlySpan<T> values = input.Span<T>();
        Span<T> result = context.Allocate<T>(0, shape[..axes.ResultRank]);
        if (result.IsEmpty)
            return;
        result.Fill(TReduction.Identity);
        if (!values.IsEmpty)
            Reduce(values, result, axes);
        for (int i = 0; i < result.Length; i++)
            result[i] = TReduction.Finish(result[i], axes.ReducedCount);
    }

    /// <summary>Takes the elements together, onto what the results hold already.</summary>
    /// <param name="values">The elements; at least one.</param>
    /// <param name="result">The results; at least one.</param>
    /// <param name="axes">Which dimensions are taken together.</param>
    public static void Reduce(ReadOnlySpan<T> values, Span<T> result, ReducedAxes axes)
    {
        if (axes.Rank == 0)
        {
            result[0] = TReduction.Combine(result[0], TReduction.Prepare(values[0]));
            return;
        }
        // How far one step along each dimension moves in the result: nowhere along a reduced one.
        Span<int> strides = stackalloc int[Value.MaxRank], position = stackalloc int[Value.MaxRank];
        position.Clear();
        int stride = 1;
        for (int d = axes.Rank - 1; d >= 0; d--)
        {
            strides[d] = axes.IsReduced(d) ? 0 : stride;
            stride *= axes.IsReduced(d) ? 1 : axes.Size(d);
        }
        int last = axes.Rank - 1, run = axes.Size(last), at = 0;
        bool inner = axes.IsReduced(last);
        // Neighbouring dimensions differ: before one that stays is one that is reduced.
        int step = inner || last == 0 ? run : run * axes.Size(--last);
        for (int from = 0; from < values.Length; from += step)
        {
            ReadOnlySpan<T> piece = values.Slice(from, step);
            if (inner)
                result[at] = TReduction.Combine(result[at], ReductionLoops<T, TReduction>.Total(piece));
            else
                ReductionLoops<T, TReduction>.AccumulateRows(piece, result.Slice(at, run));
            for (int d = last - 1; d >= 0; d--)
            {
                at += strides[d];
                if (++position[d] < axes.Size(d))
                    break;
                at -= strides[d] * position[d];
                position[d] = 0;
            }
        }
    }
}

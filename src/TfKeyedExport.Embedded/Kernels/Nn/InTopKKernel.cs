using System.Numerics;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Nn;

/// <summary><c>InTopK</c> and <c>InTopKV2</c>: whether fewer than k other classes are predicted above the target.</summary>
internal sealed class InTopKKernel<T>(KernelRequest request) : Kernel
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly long _k = request.InputCount > 2 ? -1 : request.Attributes.Int("k");

    public override void Run(KernelContext context)
    {
        Value predictions = context.Input(0), targets = context.Input(1);
        if (predictions.Rank != 2 || targets.Rank != 1 || targets.Count != predictions.Shape[0])
            throw KernelContext.Error($"predictions {predictions.ToShape()} must be a matrix with a row for each target, {targets.ToShape()}");
        if (context.InputCount > 2 && context.Input(2).Count != 1)
            throw context.ShapeError(2, "k must be a scalar");
        long k = context.InputCount > 2 ? context.Integer(2) : _k;
        int classes = predictions.Dim(1);
        Span<bool> result = context.Allocate<bool>(0, targets.Count);
        for (int row = 0; row < result.Length; row++)
        {
            long target = long.CreateChecked(targets.Span<T>()[row]);
            ReadOnlySpan<float> scores = predictions.Span<float>().Slice(row * classes, classes);
            // A score that is not finite is never among the best.
            bool possible = target >= 0 && target < classes && float.IsFinite(scores[(int)target]);
            int above = 0;
            for (int c = 0; c < classes && possible; c++)
            {
                possible = float.IsFinite(scores[c]);
                above += scores[c] > scores[(int)target] ? 1 : 0;
            }
            result[row] = possible && above < k;
        }
    }
}

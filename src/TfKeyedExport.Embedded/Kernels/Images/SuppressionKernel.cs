using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Images;

/// <summary><c>NonMaxSuppressionV3</c> to <c>V5</c>: the best boxes, none of which covers another too much.</summary>
/// <remarks>The fifth version may lower the scores of boxes that are covered instead of dropping them.</remarks>
internal sealed class SuppressionKernel : Kernel
{
    private readonly int _version;
    private readonly bool _pads;

    public SuppressionKernel(KernelRequest request)
    {
        _version = request.OperationName[^1] - '0';
        _pads = _version > 3 && request.Attributes.Bool("pad_to_max_output_size", false);
    }

    public override void Run(KernelContext context)
    {
        Value boxes = context.Input(0), scores = context.Input(1);
        if (boxes.Rank != 2 || boxes.Dim(1) != 4 || scores.Rank != 1 || scores.Count != boxes.Dim(0))
            throw KernelContext.Error($"boxes {boxes.ToShape()} must be [n, 4] and scores {scores.ToShape()} have as many elements");
        for (int i = 2; i < context.InputCount; i++)
        {
            if (context.Input(i).Rank != 0)
                throw context.ShapeError(i, "it must be a scalar");
        }
        int most = context.Span<int>(2)[0];
        float overlap = context.Span<float>(3)[0], least = context.Span<float>(4)[0], sigma = _version > 4 ? context.Span<float>(5)[0] : 0;
        if (!(overlap >= 0 && overlap <= 1))
            throw KernelContext.Error("iou_threshold must be in [0, 1]");
        if (!(sigma >= 0))
            throw KernelContext.Error("soft_nms_sigma must be non-negative");
        if (most < 0)
            throw KernelContext.Error("max_output_size must be non-negative");
        using var chosen = new Scratch<int>(context, scores.Count + 1);
        using var kept = new Scratch<float>(context, scores.Count + 1);
        int count = Choose(context, boxes.Span<float>(), scores.Span<float>(), (most, overlap, least, sigma), chosen.Span, kept.Span);
        int size = _pads ? most : count;
        Span<int> indices = context.Allocate<int>(0, size);
        indices.Clear();
        chosen.Span[..count].CopyTo(indices);
        if (_version > 4)
        {
            Span<float> best = context.Allocate<float>(1, size);
            best.Clear();
            kept.Span[..count].CopyTo(best);
        }
        if (_version > 3)
            context.Allocate<int>(_version - 3)[0] = count;
    }

    private static int Choose(
        KernelContext context, ReadOnlySpan<float> boxes, ReadOnlySpan<float> scores, (int Most, float Overlap, float Least, float Sigma) limits,
        Span<int> chosen, Span<float> kept)
    {
        using var present = new Scratch<float>(context, scores.Length + 1);
        // How many of the chosen boxes have lowered a box's score already; -1 once it is out.
        using var seen = new Scratch<int>(context, scores.Length + 1);
        for (int i = 0; i < scores.Length; i++)
        {
            present.Span[i] = scores[i];
            seen.Span[i] = scores[i] > limits.Least ? 0 : -1;
        }
        float factor = limits.Sigma > 0 ? -0.5f / limits.Sigma : 0;
        int count = 0;
        while (count < limits.Most)
        {
            Numerics.CallWatch.ThrowIfOver();
            int best = -1;
            for (int i = 0; i < scores.Length; i++)
            {
                if (seen.Span[i] >= 0 && (best < 0 || present.Span[i] > present.Span[best]))
                    best = i;
            }
            if (best < 0)
                break;
            float before = present.Span[best];
            bool hard = false;
            for (int j = count - 1; j >= seen.Span[best]; j--)
            {
                float shared = Shared(boxes.Slice(best * 4, 4), boxes.Slice(chosen[j] * 4, 4));
                present.Span[best] *= shared <= limits.Overlap || factor != 0 ? MathF.Exp(factor * shared * shared) : 0;
                hard = factor == 0 && shared > limits.Overlap;
                if (hard || !(present.Span[best] > limits.Least))
                    break;
            }
            seen.Span[best] = count;
            if (!hard && present.Span[best] == before)
            {
                seen.Span[best] = -1;
                (chosen[count], kept[count]) = (best, before);
                count++;
            }
            else if (hard || !(present.Span[best] > limits.Least))
            {
                seen.Span[best] = -1;
            }
        }
        return count;
    }

    // The part of what two boxes cover that both of them cover.
    private static float Shared(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        (float top, float left, float bottom, float right) = (Math.Min(a[0], a[2]), Math.Min(a[1], a[3]), Math.Max(a[0], a[2]), Math.Max(a[1], a[3]));
        (float top2, float left2, float bottom2, float right2) = (Math.Min(b[0], b[2]), Math.Min(b[1], b[3]), Math.Max(b[0], b[2]), Math.Max(b[1], b[3]));
        float area = (bottom - top) * (right - left), area2 = (bottom2 - top2) * (right2 - left2);
        if (area <= 0 || area2 <= 0)
            return 0;
        float both = Math.Max(Math.Min(bottom, bottom2) - Math.Max(top, top2), 0) * Math.Max(Math.Min(right, right2) - Math.Max(left, left2), 0);
        return both / (area + area2 - both);
    }
}

using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Nn;

/// <summary><c>FusedBatchNorm</c> and its newer versions, for inference: each channel is shifted and scaled by fixed statistics.</summary>
internal sealed class FusedBatchNormKernel : Kernel
{
    private readonly bool _channelsFirst;
    private readonly float _epsilon;

    public FusedBatchNormKernel(KernelRequest request)
    {
        _channelsFirst = request.Attributes.Text("data_format").StartsWith("NC", StringComparison.Ordinal);
        _epsilon = request.Attributes.Float("epsilon");
    }

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        if (input.Rank is not (4 or 5))
            throw context.ShapeError(0, "images have four or five dimensions");
        int channel = _channelsFirst ? 1 : input.Rank - 1, channels = input.Dim(channel);
        for (int i = 1; i < 5; i++)
        {
            if (context.Input(i).Rank != 1 || context.Input(i).Count != channels)
                throw context.ShapeError(i, $"there must be one value for each of {channels} channels");
        }
        ReadOnlySpan<float> scale = context.Span<float>(1), offset = context.Span<float>(2), mean = context.Span<float>(3), variance = context.Span<float>(4);
        ReadOnlySpan<float> values = input.Span<float>();
        int inner = 1;
        for (int d = channel + 1; d < input.Rank; d++)
            inner *= input.Dim(d);
        Span<float> result = context.Allocate<float>(0, input.Shape);
        for (int start = 0, c = 0; start < result.Length; start += inner, c = c + 1 == channels ? 0 : c + 1)
        {
            float factor = scale[c] / MathF.Sqrt(variance[c] + _epsilon);
            float shift = offset[c] - (mean[c] * factor);
            for (int i = start; i < start + inner; i++)
                result[i] = (values[i] * factor) + shift;
        }
        mean.CopyTo(context.Allocate<float>(1, channels));
        variance.CopyTo(context.Allocate<float>(2, channels));
        mean.CopyTo(context.Allocate<float>(3, channels));
        variance.CopyTo(context.Allocate<float>(4, channels));
        if (context.OutputCount > 5)
            context.Allocate<float>(5, 0);
    }
}

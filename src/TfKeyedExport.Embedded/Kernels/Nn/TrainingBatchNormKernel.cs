using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Nn;

/// <summary>
/// <c>FusedBatchNorm</c> and its newer versions with <c>is_training</c>: each channel by its own mean and variance. Keras 2 normalises layers
/// with it: there the rows of the batch are the channels.
/// </summary>
internal sealed class TrainingBatchNormKernel(KernelRequest request) : Kernel
{
    private readonly bool _channelsFirst = request.Attributes.Text("data_format").StartsWith("NC", StringComparison.Ordinal);
    private readonly float _epsilon = request.Attributes.Float("epsilon");
    private readonly float _factor = request.Attributes.Has("exponential_avg_factor") ? request.Attributes.Float("exponential_avg_factor") : 1;

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        if (input.Rank is not (4 or 5))
            throw context.ShapeError(0, "images have four or five dimensions");
        int axis = _channelsFirst ? 1 : input.Rank - 1, channels = input.Dim(axis);
        // Running statistics are only there if they are mixed with the new ones.
        for (int i = 1; i < 5; i++)
        {
            if (context.Input(i).Rank != 1 || (context.Input(i).Count != channels && (i < 3 || context.Input(i).Count != 0 || _factor != 1)))
                throw context.ShapeError(i, $"there must be one value for each of {channels} channels");
        }
        int inner = Arrays.Axes.Product(input.Shape[(axis + 1)..]), outer = Arrays.Axes.Product(input.Shape[..axis]), count = inner * outer;
        ReadOnlySpan<float> values = input.Span<float>(), scale = context.Span<float>(1), offset = context.Span<float>(2);
        Span<float> result = context.Allocate<float>(0, input.Shape);
        Span<float> means = context.Allocate<float>(1, channels), variances = context.Allocate<float>(2, channels);
        Span<float> savedMeans = context.Allocate<float>(3, channels), savedVariances = context.Allocate<float>(4, channels);
        if (context.OutputCount > 5)
            context.Allocate<float>(5, 0);
        for (int c = 0; c < channels; c++)
        {
            (float mean, float variance) = Statistics(values, c * inner, inner, outer, channels * inner);
            float factor = scale[c] / MathF.Sqrt(variance + _epsilon), shift = offset[c] - (mean * factor);
            for (int o = 0, start = c * inner; o < outer; o++, start += channels * inner)
            {
                for (int i = start; i < start + inner; i++)
                    result[i] = (values[i] * factor) + shift;
            }
            float unbiased = count > 1 ? variance * count / (count - 1) : variance;
            (savedMeans[c], savedVariances[c]) = (mean, variance);
            means[c] = _factor == 1 ? mean : ((1 - _factor) * context.Span<float>(3)[c]) + (_factor * mean);
            variances[c] = _factor == 1 ? unbiased : ((1 - _factor) * context.Span<float>(4)[c]) + (_factor * unbiased);
        }
    }

    private static (float Mean, float Variance) Statistics(ReadOnlySpan<float> values, int first, int inner, int outer, int step)
    {
        int count = inner * outer;
        double sum = 0, squares = 0;
        for (int o = 0, start = first; o < outer; o++, start += step)
        {
            foreach (float value in values.Slice(start, inner))
                sum += value;
        }
        double mean = count == 0 ? 0 : sum / count;
        for (int o = 0, start = first; o < outer; o++, start += step)
        {
            foreach (float value in values.Slice(start, inner))
                squares += (value - mean) * (value - mean);
        }
        return ((float)mean, count == 0 ? 0 : (float)(squares / count));
    }
}

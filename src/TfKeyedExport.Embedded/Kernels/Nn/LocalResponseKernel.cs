using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Nn;

/// <summary><c>LRN</c>: each element divided by what the channels around it add up to.</summary>
internal sealed class LocalResponseKernel(KernelRequest request) : Kernel
{
    private readonly long _radius = request.Attributes.Int("depth_radius", 5);
    private readonly float _bias = request.Attributes.Float("bias");
    private readonly float _alpha = request.Attributes.Float("alpha");
    private readonly float _beta = request.Attributes.Float("beta");

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        if (input.Rank != 4)
            throw context.ShapeError(0, "images have four dimensions");
        int channels = input.Dim(3), radius = (int)Math.Clamp(_radius, 0, channels);
        ReadOnlySpan<float> values = input.Span<float>();
        Span<float> result = context.Allocate<float>(0, input.Shape);
        for (int start = 0; start < values.Length; start += channels)
        {
            ReadOnlySpan<float> pixel = values.Slice(start, channels);
            for (int c = 0; c < channels; c++)
            {
                float sum = 0;
                for (int k = Math.Max(0, c - radius); k <= Math.Min(channels - 1, c + radius); k++)
                    sum += pixel[k] * pixel[k];
                result[start + c] = pixel[c] * MathF.Pow(_bias + (_alpha * sum), -_beta);
            }
        }
    }
}

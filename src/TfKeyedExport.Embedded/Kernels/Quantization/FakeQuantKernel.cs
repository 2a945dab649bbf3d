using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Operations.Quantization;

namespace TfKeyedExport.Embedded.Kernels.Quantization;

/// <summary><c>FakeQuantWithMinMaxArgs</c>, <c>Vars</c> and <c>VarsPerChannel</c>: numbers rounded to as many levels as an integer has.</summary>
internal sealed class FakeQuantKernel : Kernel
{
    private readonly bool _perChannel;
    private readonly bool _fixed;
    private readonly float _min;
    private readonly float _max;
    private readonly float _lowest;
    private readonly float _highest;

    public FakeQuantKernel(KernelRequest request)
    {
        _perChannel = request.Is(QuantizationOperations.FakeQuantWithMinMaxVarsPerChannel);
        _fixed = request.Is(QuantizationOperations.FakeQuantWithMinMaxArgs);
        if (_fixed)
            (_min, _max) = (request.Attributes.Float("min"), request.Attributes.Float("max"));
        long bits = request.Attributes.Int("num_bits", 8);
        if (bits is < 2 or > 16)
            throw request.Unsupported($"num_bits must be between 2 and 16, not {bits}");
        if (_fixed && !(_min < _max))
            throw request.Unsupported($"min ({_min}) must be smaller than max ({_max})");
        _lowest = request.Attributes.Bool("narrow_range", false) ? 1 : 0;
        _highest = (1 << (int)bits) - 1;
    }

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        int channels = 1;
        if (_perChannel)
        {
            if (input.Rank < 1)
                throw context.ShapeError(0, "it must have channels");
            channels = input.Dim(input.Rank - 1);
        }
        for (int i = 1; i < context.InputCount; i++)
        {
            if (context.Input(i).Count != channels || context.Input(i).Rank != (_perChannel ? 1 : 0))
                throw context.ShapeError(i, $"there must be {channels} of them");
        }
        // Read before the memory is perhaps taken over: every element is read before it is written.
        ReadOnlySpan<float> values = input.Span<float>();
        Span<float> result = context.AllocateOver<float>(0, 0);
        for (int c = 0; c < channels; c++)
            Channel(values, result, c, channels, _fixed ? _min : context.Span<float>(1)[c], _fixed ? _max : context.Span<float>(2)[c]);
    }

    private void Channel(ReadOnlySpan<float> values, Span<float> result, int first, int step, float min, float max)
    {
        if (min == 0 && max == 0)
        {
            for (int i = first; i < values.Length; i += step)
                result[i] = 0;
            return;
        }
        // The range is moved a little, so that zero is one of the levels.
        float scale = (max - min) / (_highest - _lowest), zero = _lowest - (min / scale);
        float level = zero < _lowest ? _lowest : zero > _highest ? _highest : MathF.Round(zero, MidpointRounding.AwayFromZero);
        float low = (_lowest - level) * scale, high = (_highest - level) * scale, inverse = 1 / scale;
        float zeroLevel = MathF.Floor((-low * inverse) + 0.5f);
        for (int i = first; i < values.Length; i += step)
        {
            float clamped = Math.Max(low, Math.Min(high, values[i]));
            result[i] = MathF.Floor(((clamped - low) * inverse) - zeroLevel + 0.5f) * scale;
        }
    }
}

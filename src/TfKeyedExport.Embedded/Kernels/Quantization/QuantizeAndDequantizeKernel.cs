using System.Numerics;
using TfKeyedExport.Embedded.Kernels.Arrays;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Quantization;

/// <summary><c>QuantizeAndDequantizeV2</c> and its newer versions: numbers rounded to what an integer of so many bits can hold.</summary>
internal sealed class QuantizeAndDequantizeKernel<T> : Kernel
    where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    private const int MaxBits = 64;

    private readonly bool _signed;
    private readonly bool _given;
    private readonly bool _narrow;
    private readonly bool _halfUp;
    private readonly int _axis;

    // Null: they are the last input.
    private readonly int? _bits;

    public QuantizeAndDequantizeKernel(KernelRequest request)
    {
        _signed = request.Attributes.Bool("signed_input", true);
        _given = request.Attributes.Bool("range_given", true);
        _narrow = request.Attributes.Has("narrow_range") && request.Attributes.Bool("narrow_range", false);
        _axis = request.Attributes.Has("axis") ? (int)Math.Clamp(request.Attributes.Int("axis", -1), -2, int.MaxValue - 1) : -1;
        _halfUp = request.Attributes.Has("round_mode") && request.Attributes.Text("round_mode") == "HALF_UP";
        if (request.OperationName.EndsWith("V3", StringComparison.Ordinal))
            return;
        _bits = (int)Math.Clamp(request.Attributes.Int("num_bits", 8), -1, MaxBits);
        Check(_bits.Value);
    }

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        int bits = _bits ?? BitsGiven(context);
        if (_axis < -1 || _axis >= input.Rank)
            throw KernelContext.Error($"the axis {_axis} lies outside {input.ToShape()}");
        int slices = _axis < 0 ? 1 : input.Dim(_axis), inner = _axis < 0 ? input.Count : Axes.Product(input.Shape[(_axis + 1)..]);
        for (int i = 1; i < 3 && _given; i++)
        {
            if (_bits is not null && context.Input(i).Rank != 0)
                throw context.ShapeError(i, "it must be a scalar; only the third version has a range for each slice");
            if (context.Input(i).Count != slices)
                throw context.ShapeError(i, $"there must be {slices} of them");
        }
        ReadOnlySpan<T> values = input.Span<T>();
        Span<T> result = context.Allocate<T>(0, input.Shape);
        for (int slice = 0; slice < slices && input.Count > 0; slice++)
        {
            (T min, T max) = _given ? (context.Span<T>(1)[slice], context.Span<T>(2)[slice]) : Range(values, slice, slices, inner);
            if (min > max)
                throw KernelContext.Error($"Invalid range: input_min {min} > input_max {max}");
            Slice(values, result, (slice, slices, inner), min, max, bits);
        }
    }

    private int BitsGiven(KernelContext context)
    {
        if (context.Input(3).Count != 1)
            throw context.ShapeError(3, "num_bits must be a scalar");
        int bits = (int)Math.Clamp(context.Integer(3), -1, MaxBits);
        Check(bits);
        return bits;
    }

    private void Check(int bits)
    {
        if (bits < 1 || bits >= (_signed ? 63 : 62) || (_signed && bits < 2 && _narrow))
            throw KernelContext.Error($"num_bits ({bits}) is out of range");
    }

    private static (T Min, T Max) Range(ReadOnlySpan<T> values, int slice, int slices, int inner)
    {
        (T min, T max) = (values[slice * inner], values[slice * inner]);
        for (int i = 0; i < values.Length; i++)
        {
            if (i / inner % slices == slice)
                (min, max) = (values[i] < min ? values[i] : min, values[i] > max ? values[i] : max);
        }
        return (min, max);
    }

    private void Slice(ReadOnlySpan<T> values, Span<T> result, (int Index, int Count, int Inner) slice, T min, T max, int bits)
    {
        long lowest = _signed ? (_narrow ? -(1L << (bits - 1)) + 1 : -(1L << (bits - 1))) : 0;
        long highest = _signed ? (1L << (bits - 1)) - 1 : (1L << bits) - 1;
        T low = T.CreateTruncating(lowest), high = T.CreateTruncating(highest);
        // The side that needs the smaller factor decides; the other side's end follows from it.
        T fromMin = low * min > T.Zero ? low / min : T.MaxValue, fromMax = high * max > T.Zero ? high / max : T.MaxValue;
        T scale, inverse;
        if (fromMin < fromMax)
        {
            scale = fromMin;
            inverse = min / low;
            max = high * inverse;
        }
        else
        {
            scale = fromMax;
            inverse = max / high;
            min = low * inverse;
        }
        T half = T.CreateTruncating(0.5);
        for (int i = 0; i < values.Length; i++)
        {
            if (slice.Count > 1 && i / slice.Inner % slice.Count != slice.Index)
                continue;
            T clamped = T.Min(max, T.Max(min, values[i])) * scale;
            result[i] = (_halfUp ? T.Floor(clamped + half) : T.Round(clamped, MidpointRounding.ToEven)) * inverse;
        }
    }
}

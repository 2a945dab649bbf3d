using System.Numerics;
using System.Runtime.InteropServices;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp;

/// <summary>Cases on which the engines are known to differ, and why. They are passed over; all other cases of the operation must agree.</summary>
internal static class KnownDifferences
{
    private const string ComplexExtremes =
        "complex numbers with a part that is not finite, or larger than 1e12 or nearer to zero than 1e-12: which of NaN, infinity and zero results";

    private const string SmallFloats = "half and bfloat16: TensorFlow rounds after each step, here the whole is computed in float32 and rounded once";

    private const string ProcessorsProducts =
        "bfloat16: on processors that multiply it themselves, TensorFlow leaves products to them, and they round otherwise";

    private const string ProcessorsWindows = "a stride longer than the window: on some processors TensorFlow's windows begin elsewhere";

    /// <summary>What is known of one operation.</summary>
    /// <param name="Reason">What differs, for the documents.</param>
    /// <param name="Covers">Whether a case may differ for that reason.</param>
    public sealed record Known(string Reason, Func<OpCase, bool> Covers);

    private static readonly Known Complexes = new(ComplexExtremes, HasComplexExtremes);

    private static readonly Known Quotients = new(ComplexExtremes + "; division by a complex zero", c => HasComplexExtremes(c) || HasComplexZero(c));

    private static readonly Known Small = new(SmallFloats, c => c.Inputs[0].Type is DataType.Half or DataType.Bfloat16);

    private static readonly Known Products = new(ProcessorsProducts, c => c.Inputs[0].Type == DataType.Bfloat16);

    private static readonly Known Windows = new(ProcessorsWindows, HasStrideBeyondPool);

    private static readonly Dictionary<string, Known> ByOp = new()
    {
        ["AvgPool3D"] = Windows,
        ["BatchMatMul"] = Products,
        ["BatchMatMulV2"] = Products,
        ["BatchMatMulV3"] = Products,
        ["Cast"] = new(
            "floating-point numbers beyond integers of 8 or 16 bits or uint32: TensorFlow casts those that fill its registers otherwise than the rest; "
                + "here all as the rest",
            IsCastBeyond),
        ["Conv3D"] = new("a stride longer than the window: TensorFlow 2.21 answers NaN for some elements of finite volumes", HasStrideBeyondWindow),
        ["Conv3DBackpropInputV2"] = new(
            "float32 with one channel and one result: on some processors (seen on an AMD EPYC with AVX-512) TensorFlow 2.21 answers otherwise "
                + "than its own float64",
            IsOneChannelOfFloat),
        ["Cos"] = Complexes,
        ["Cosh"] = Complexes,
        ["Digamma"] = new(
            "between 1.2 and 1.8 and below zero, where it crosses zero: both engines lose digits, differently",
            c => HasReal(c, x => x is < 0 or (> 1.2 and < 1.8))),
        ["Div"] = Quotients,
        ["DivNoNan"] = Complexes,
        ["Einsum"] = Small,
        ["Elu"] = new(
            "negative numbers nearer to zero than 0.3: TensorFlow computes exp(x) - 1 and loses digits, here they stay",
            c => HasReal(c, x => x is < 0 and > -0.3)),
        ["Erf"] = new("float64 beyond 1e150: TensorFlow answers NaN, here 1", c => c.Inputs[0].Type == DataType.Double && HasReal(c, x => Math.Abs(x) > 1e150)),
        ["Erfinv"] = new("numbers nearer to zero than 0.1: TensorFlow loses digits, here they stay", c => HasReal(c, x => x != 0 && Math.Abs(x) < 0.1)),
        ["Exp"] = Complexes,
        ["Inv"] = Quotients,
        ["Lgamma"] = new("below zero, where it crosses zero: both engines lose digits, differently", c => HasReal(c, x => x < 0)),
        ["Log"] = Complexes,
        ["MatMul"] = Products,
        ["MaxPool3D"] = new(
            ProcessorsWindows + "; NaN: on some processors TensorFlow passes over it, or where the channels do not fill registers of 8",
            c => HasStrideBeyondPool(c) || HasReal(c, double.IsNaN)),
        ["Mul"] = Complexes,
        ["MulNoNan"] = Complexes,
        ["NthElement"] = new("NaN: TensorFlow orders what is beside one by how it happens to search", c => HasReal(c, double.IsNaN)),
        ["Pow"] = new(ComplexExtremes + "; with parts beyond 20 the exponent magnifies the rounding", c => HasComplexBeyond(c, 20, 0.05)),
        ["RealDiv"] = Quotients,
        ["Reciprocal"] = Quotients,
        ["Round"] = new("integers: TensorFlow 2.21 answers 0 for each of them, here they stay as they are", c => c.Inputs[0].Type.IsInteger()),
        ["Rsqrt"] = Quotients,
        ["Selu"] = new(
            "negative numbers nearer to zero than 0.3: TensorFlow computes exp(x) - 1 and loses digits, here they stay",
            c => HasReal(c, x => x is < 0 and > -0.3)),
        ["Sigmoid"] = Complexes,
        ["Sin"] = Complexes,
        ["Sinh"] = Complexes,
        ["Softplus"] = Small,
        ["Sqrt"] = Complexes,
        ["Square"] = Complexes,
        ["SquaredDifference"] = Complexes,
        ["Tan"] = Complexes,
        ["TopKV2"] = new("NaN: TensorFlow orders what is beside one by how it happens to search", c => HasReal(c, double.IsNaN)),
        ["Tanh"] = Complexes,
    };

    /// <summary>By operation, what differs.</summary>
    public static IReadOnlyDictionary<string, string> Reasons { get; } = ByOp.ToDictionary(k => k.Key, k => k.Value.Reason, StringComparer.Ordinal);

    /// <summary>Whether a case may differ for a known reason.</summary>
    public static bool Covers(OpCase opCase) => ByOp.TryGetValue(opCase.Op, out Known? known) && known.Covers(opCase);

    private static bool HasComplexExtremes(OpCase opCase) => HasComplexBeyond(opCase, 1e12, 1e-12);

    private static bool HasComplexBeyond(OpCase opCase, double most, double least) => opCase.Inputs.Any(input => input.Type switch
    {
        DataType.Complex64 => HasExtremes(MemoryMarshal.Cast<byte, float>(input.Bytes.Span), most, least),
        DataType.Complex128 => HasExtremes(MemoryMarshal.Cast<byte, double>(input.Bytes.Span), most, least),
        _ => false,
    });

    private static bool HasStrideBeyondWindow(OpCase opCase) =>
        opCase.Attributes["strides"].List.I.Skip(1).Take(3).Zip(opCase.Inputs[1].Shape.Dimensions.ToArray()).Any(pair => pair.First > pair.Second);

    private static bool IsOneChannelOfFloat(OpCase opCase) =>
        opCase.Inputs[1] is { Type: DataType.Float, Shape: { Rank: 5 } filter } && filter[3] == 1 && filter[4] == 1;

    private static bool HasStrideBeyondPool(OpCase opCase) =>
        opCase.Attributes["strides"].List.I.Zip(opCase.Attributes["ksize"].List.I).Any(pair => pair.First > pair.Second);

    private static bool IsCastBeyond(OpCase opCase)
    {
        (double least, double most) = opCase.Attributes["DstT"].Type switch
        {
            DataType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
            DataType.Int16 => (short.MinValue, short.MaxValue),
            DataType.Uint8 => (0, byte.MaxValue),
            DataType.Uint16 => (0, ushort.MaxValue),
            DataType.Uint32 => ((double)0, uint.MaxValue),
            _ => (double.NegativeInfinity, double.PositiveInfinity),
        };
        return double.IsFinite(most) && HasReal(opCase, x => !(Math.Truncate(x) >= least && Math.Truncate(x) <= most));
    }

    private static bool HasComplexZero(OpCase opCase) => opCase.Inputs.Any(input => input.Type switch
    {
        DataType.Complex64 => input.Values<Complex64>().ToArray().Any(v => v is { Real: 0, Imaginary: 0 }),
        DataType.Complex128 => input.Values<Complex>().Contains(Complex.Zero),
        _ => false,
    });

    private static bool HasExtremes<T>(ReadOnlySpan<T> parts, double most, double least)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (T part in parts)
        {
            double size = Math.Abs(double.CreateChecked(part));
            if (!double.IsFinite(size) || size > most || (size < least && size != 0))
                return true;
        }
        return false;
    }

    private static bool HasReal(OpCase opCase, Func<double, bool> condition)
    {
        Tensor input = opCase.Inputs[0];
        return input.Type switch
        {
            DataType.Float => input.Values<float>().ToArray().Any(v => condition(v)),
            DataType.Double => input.Values<double>().ToArray().Any(condition),
            DataType.Half => input.Values<Half>().ToArray().Any(v => condition((double)v)),
            DataType.Bfloat16 => input.Values<BFloat16>().ToArray().Any(v => condition((float)v)),
            _ => false,
        };
    }
}

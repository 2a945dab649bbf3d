using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using TfKeyedExport.Embedded.Kernels;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp;

/// <summary>Compares outcomes as closely as an operation declares itself exact.</summary>
/// <remarks>
/// TensorFlow flushes denormal numbers to zero, and the sign of a zero depends there on where in a vector the element stands:
/// denormal numbers and both zeros are the same here.
/// </remarks>
internal static class Agreement
{
    // Some parts of complex functions amplify a rounding by the size of the argument.
    private const int ComplexUnits = 64;

    /// <summary>Why two outcomes do not agree, or null.</summary>
    public static string? Difference(Outcome expected, Outcome actual, Exactness exactness)
    {
        if (actual.IsCrash)
            return $"embedded crashes: {actual.Error}";
        if (expected.HasNoKernel || actual.IsRefused)
            return null;
        if (expected.Error is not null || actual.Error is not null)
        {
            return expected.Error is not null && actual.Error is not null ? null
                : $"TensorFlow: {expected.Error ?? "answers"}; embedded: {actual.Error ?? "answers"}";
        }
        for (int i = 0; i < expected.Outputs!.Length; i++)
        {
            if (Difference(expected.Outputs[i], actual.Outputs![i], exactness) is { } difference)
                return $"output {i}: {difference}";
        }
        return null;
    }

    private static string? Difference(Tensor expected, Tensor actual, Exactness exactness)
    {
        if (expected.Type != actual.Type || expected.Shape != actual.Shape)
            return $"TensorFlow gives {expected}, embedded gives {actual}";
        return expected.Type switch
        {
            DataType.Float => Floats(expected.Values<float>(), actual.Values<float>(), exactness),
            DataType.Complex64 =>
                Complexes(MemoryMarshal.Cast<byte, float>(expected.Bytes.Span), MemoryMarshal.Cast<byte, float>(actual.Bytes.Span), exactness),
            DataType.Double => Floats(expected.Values<double>(), actual.Values<double>(), exactness),
            DataType.Complex128 =>
                Complexes(MemoryMarshal.Cast<byte, double>(expected.Bytes.Span), MemoryMarshal.Cast<byte, double>(actual.Bytes.Span), exactness),
            DataType.Half => Floats(expected.Values<Half>(), actual.Values<Half>(), exactness),
            DataType.Bfloat16 => Floats<float>([.. Widen(expected)], [.. Widen(actual)], exactness with { Ulps = exactness.Ulps << 16 }),
            _ => expected.BitEquals(actual) ? null : $"the elements differ: TensorFlow {Show(expected)}, embedded {Show(actual)}",
        };
    }

    /// <summary>
    /// Complex numbers: their distance counts, in units of the modulus, of sums in that of the largest; a part that cancellation leaves over may be anything.
    /// </summary>
    private static string? Complexes<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, Exactness exactness)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double unit = Math.BitIncrement(1.0) - 1;
        if (typeof(T) == typeof(float))
            unit = float.BitIncrement(1) - 1;
        double scale = 0;
        for (int i = 0; i < expected.Length && exactness.Relative > 0; i += 2)
            scale = Complex.IsFinite(ToComplex(expected, i)) ? Math.Max(scale, Complex.Abs(ToComplex(expected, i))) : scale;
        for (int i = 0; i < expected.Length; i += 2)
        {
            if (Floats(expected[i..(i + 2)], actual[i..(i + 2)], exactness) is not { } difference)
                continue;
            Complex wanted = ToComplex(expected, i), given = ToComplex(actual, i);
            double allowed = Math.Max(ComplexUnits * unit * Complex.Abs(wanted), exactness.Relative * scale);
            if (!(Complex.Abs(wanted - given) <= allowed))
                return $"element {i / 2}: {difference}";
        }
        return null;
    }

    private static Complex ToComplex<T>(ReadOnlySpan<T> parts, int at)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(double.CreateChecked(parts[at]), double.CreateChecked(parts[at + 1]));

    private static string? Floats<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, Exactness exactness)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Sums are as exact as their largest part, not as the part that is left after cancellation.
        double scale = 0;
        foreach (T value in expected)
            scale = T.IsFinite(value) ? Math.Max(scale, double.CreateChecked(T.Abs(value))) : scale;
        for (int i = 0; i < expected.Length; i++)
        {
            T wanted = expected[i], given = actual[i];
            if (T.IsNaN(wanted) && T.IsNaN(given))
                continue;
            double difference = Math.Abs(double.CreateChecked(wanted) - double.CreateChecked(given));
            bool near = Bits(wanted) == Bits(given)
                || (IsNothing(wanted) && IsNothing(given))
                || (exactness.Ulps > 0 && Math.Abs(Order(wanted) - Order(given)) <= exactness.Ulps)
                || (exactness.Relative > 0 && difference <= exactness.Relative * scale);
            if (!near)
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"element {i}: TensorFlow gives {wanted:R}, embedded gives {given:R} ({Math.Abs(Order(wanted) - Order(given))} ULP)");
        }
        return null;
    }

    private static bool IsNothing<T>(T value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.IsZero(value) || T.IsSubnormal(value);

    private static long Bits<T>(T value)
        where T : unmanaged
    {
        Span<byte> bytes = stackalloc byte[8];
        bytes.Clear();
        MemoryMarshal.Write(bytes, value);
        return BitConverter.ToInt64(bytes);
    }

    /// <summary>Neighbouring numbers have neighbouring orders; both zeros are 0.</summary>
    private static long Order<T>(T value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        long magnitude = Bits(T.Abs(value));
        return T.IsNegative(value) ? -magnitude : magnitude;
    }

    private static IEnumerable<float> Widen(Tensor tensor) =>
        MemoryMarshal.Cast<byte, BFloat16>(tensor.Bytes.Span).ToArray().Select(v => (float)v);

    private static string Show(Tensor tensor) => tensor.Type == DataType.String
        ? string.Join(", ", Enumerable.Range(0, Math.Min(tensor.Count, 8)).Select(tensor.Strings.Text))
        : Convert.ToHexString(tensor.Bytes.Span[..Math.Min(64, tensor.Bytes.Length)]);
}

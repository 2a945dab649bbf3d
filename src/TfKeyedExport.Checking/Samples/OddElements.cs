using System.Runtime.InteropServices;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Changes elements of a row: to a number, or by the least step that their type has.</summary>
internal static class OddElements
{
    /// <summary>A row with one number in some of its places.</summary>
    /// <param name="row">The row.</param>
    /// <param name="place">Which element; -1 for all.</param>
    /// <param name="number">The number; what the type does not hold comes as near to it as it can.</param>
    public static Tensor With(Tensor row, int place, double number) => Each(row, place, bytes => Write(row.Type, bytes, number));

    /// <summary>A row with some of its elements changed.</summary>
    public static Tensor Changed(Tensor row, int place, Func<double, double> change) =>
        Each(row, place, bytes => Write(row.Type, bytes, change(Read(row.Type, bytes))));

    /// <summary>A row with some of its elements one step further from zero, or nearer to it.</summary>
    public static Tensor Stepped(Tensor row, int place, int step) => Each(row, place, bytes => Step(row.Type, bytes, step));

    /// <summary>A row with the number beside another in some of its places.</summary>
    public static Tensor Beside(Tensor row, int place, double number, int step) => Each(row, place, bytes =>
    {
        Write(row.Type, bytes, number);
        Step(row.Type, bytes, step);
    });

    /// <summary>The whole number of a type that comes nearest to a number.</summary>
    public static long ToInteger(DataType type, double number)
    {
        (long least, long most) = NumberSampler.Limits(type);
        return double.IsNaN(number) ? 0 : number <= least ? least : number >= most ? most : (long)Math.Round(number);
    }

    private static Tensor Each(Tensor row, int place, WriteElement write)
    {
        int size = row.Type.Size();
        byte[] bytes = row.Bytes.ToArray();
        for (int i = 0; i < row.Count; i++)
        {
            if (place < 0 || i == place)
                write(bytes.AsSpan(i * size, size));
        }
        return Tensor.FromBytes(row.Type, row.Shape, bytes);
    }

    private delegate void WriteElement(Span<byte> element);

    private static void Write(DataType type, Span<byte> to, double number)
    {
        switch (type)
        {
            case DataType.Float: MemoryMarshal.Write(to, (float)number); break;
            case DataType.Double: MemoryMarshal.Write(to, number); break;
            case DataType.Half: MemoryMarshal.Write(to, (Half)number); break;
            case DataType.Bfloat16: MemoryMarshal.Write(to, (BFloat16)(float)number); break;
            case DataType.Complex64: MemoryMarshal.Write(to, new Complex64((float)number, 0)); break;
            case DataType.Complex128: MemoryMarshal.Write(to, new System.Numerics.Complex(number, 0)); break;
            case DataType.Bool: to[0] = (byte)(number is 0 or double.NaN ? 0 : 1); break;
            default:
                long value = ToInteger(type, number);
                MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in value))[..type.Size()].CopyTo(to);
                break;
        }
    }

    private static double Read(DataType type, ReadOnlySpan<byte> from) =>
        Numbers.Any(Tensor.FromBytes(type, TensorShape.Scalar, from.ToArray()), 0) ?? 0;

    // The bits of a floating-point number are in the order of its size.
    private static void Step(DataType type, Span<byte> element, int step)
    {
        if (type == DataType.Bool || (type.IsFloating() && step < 0 && element.IndexOfAnyExcept((byte)0) < 0))
            return;
        int width = type is DataType.Complex64 ? 4 : type is DataType.Complex128 ? 8 : element.Length;
        for (int i = 0, carry = step; i < width && carry != 0; i++)
        {
            int sum = element[i] + carry;
            element[i] = (byte)sum;
            carry = sum >> 8;
        }
    }
}

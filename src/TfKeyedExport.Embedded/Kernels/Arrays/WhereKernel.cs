using System.Numerics;
using TfKeyedExport.Embedded.Kernels.Elementwise;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>The index tuples of elements that are not zero, in row-major order.</summary>
internal sealed class WhereKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        switch (input.Type)
        {
            case DataType.Float:
                Find<float, Number<float>>(context, input);
                break;
            case DataType.Double:
                Find<double, Number<double>>(context, input);
                break;
            case DataType.Half:
                Find<Half, Number<Half>>(context, input);
                break;
            case DataType.Bfloat16:
                Find<BFloat16, SmallNumber>(context, input);
                break;
            case DataType.Complex64:
                Find<Complex64, ComplexNumber>(context, input);
                break;
            case DataType.Complex128:
                Find<Complex, Number<Complex>>(context, input);
                break;
            default:
                FindBits(context, input);
                break;
        }
    }

    private static void FindBits(KernelContext context, Value input)
    {
        switch (input.ElementSize)
        {
            case 1:
                Find<byte, Number<byte>>(context, input);
                break;
            case 2:
                Find<ushort, Number<ushort>>(context, input);
                break;
            case 4:
                Find<uint, Number<uint>>(context, input);
                break;
            default:
                Find<ulong, Number<ulong>>(context, input);
                break;
        }
    }

    private static void Find<T, TZero>(KernelContext context, Value input)
        where T : unmanaged
        where TZero : struct, IUnaryOperation<T, bool>
    {
        int rank = input.Rank, found = 0;
        if (rank == 0)
            throw context.ShapeError(0, "it must have at least one dimension");
        ReadOnlySpan<T> elements = input.Span<T>();
        foreach (T element in elements)
            found += TZero.Invoke(element) ? 0 : 1;
        Span<long> result = context.Allocate<long>(0, found, rank);
        Span<long> position = stackalloc long[rank];
        position.Clear();
        ReadOnlySpan<long> shape = input.Shape;
        int at = 0;
        foreach (T element in elements)
        {
            if (!TZero.Invoke(element))
            {
                position.CopyTo(result[at..]);
                at += rank;
            }
            for (int d = rank - 1; d >= 0 && ++position[d] == shape[d]; d--)
                position[d] = 0;
        }
    }

    private readonly struct Number<T> : IUnaryOperation<T, bool>
        where T : unmanaged, INumberBase<T>
    {
        public static bool Invoke(T value) => T.IsZero(value);
    }

    private readonly struct SmallNumber : IUnaryOperation<BFloat16, bool>
    {
        public static bool Invoke(BFloat16 value) => (float)value == 0;
    }

    private readonly struct ComplexNumber : IUnaryOperation<Complex64, bool>
    {
        public static bool Invoke(Complex64 value) => value is { Real: 0, Imaginary: 0 };
    }
}

using System.Numerics;
using System.Runtime.InteropServices;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary><c>AddN</c>: the sum of tensors of one shape, added from left to right.</summary>
internal sealed class AddNKernel<T> : Kernel
    where T : unmanaged, INumberBase<T>
{
    public override void Run(KernelContext context)
    {
        Value first = context.Input(0);
        for (int i = 1; i < context.InputCount; i++)
        {
            if (!context.Input(i).Shape.SequenceEqual(first.Shape))
                throw context.ShapeError(i, $"the first has {first.ToShape()}, and all must be alike");
        }
        if (context.InputCount == 1)
        {
            context.Forward(0, 0);
            return;
        }
        Span<T> result = context.Allocate<T>(0, first.Shape);
        PairLoops<T, T, AddOperation<T>>.Both(first.Span<T>(), context.Span<T>(1), result);
        for (int i = 2; i < context.InputCount; i++)
            PairLoops<T, T, AddOperation<T>>.Both(result, context.Span<T>(i), result);
    }
}

/// <summary>Makes <see cref="AddNKernel{T}"/>.</summary>
internal static class AddNKernels
{
    public static Kernel Create(KernelRequest request) => request.InputType(0) switch
    {
        DataType.Float => new AddNKernel<float>(),
        DataType.Double => new AddNKernel<double>(),
        DataType.Int8 => new AddNKernel<sbyte>(),
        DataType.Int16 => new AddNKernel<short>(),
        DataType.Int32 => new AddNKernel<int>(),
        DataType.Int64 => new AddNKernel<long>(),
        DataType.Uint8 => new AddNKernel<byte>(),
        DataType.Uint16 => new AddNKernel<ushort>(),
        DataType.Uint32 => new AddNKernel<uint>(),
        DataType.Uint64 => new AddNKernel<ulong>(),
        DataType.Half => new SmallFloatSumKernel<Half, HalfSum>(),
        DataType.Bfloat16 => new SmallFloatSumKernel<BFloat16, BFloat16Sum>(),
        DataType.Complex64 => new Complex64SumKernel(),
        DataType.Complex128 => new AddNKernel<Complex>(),
        DataType type => throw request.Unsupported($"{type.Name()} is not supported"),
    };
}

/// <summary><c>AddN</c> of complex64: the parts are added on their own.</summary>
internal sealed class Complex64SumKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Value first = context.Input(0);
        Span<Complex64> result = context.Allocate<Complex64>(0, first.Shape);
        Span<float> parts = MemoryMarshal.Cast<Complex64, float>(result);
        MemoryMarshal.Cast<Complex64, float>(first.Span<Complex64>()).CopyTo(parts);
        for (int i = 1; i < context.InputCount; i++)
        {
            if (!context.Input(i).Shape.SequenceEqual(first.Shape))
                throw context.ShapeError(i, $"the first has {first.ToShape()}, and all must be alike");
            PairLoops<float, float, AddOperation<float>>.Both(parts, MemoryMarshal.Cast<Complex64, float>(context.Span<Complex64>(i)), parts);
        }
    }
}

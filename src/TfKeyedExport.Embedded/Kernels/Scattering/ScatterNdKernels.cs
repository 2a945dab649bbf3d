using System.Numerics;
using TfKeyedExport.Embedded.Kernels.Elementwise;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Scattering;

/// <summary>Choosing the scatter kernel by how an update meets what is there, and by the element type.</summary>
internal static class ScatterNdKernels
{
    /// <summary>The types whose updates can be added: all but strings and the quantized ones.</summary>
    public static DataType[] Sums { get; } = [.. TypeSets.Numbers, .. TypeSets.SmallFloats, DataType.Complex64, DataType.Complex128];

    /// <summary>The types whose updates can be compared.</summary>
    public static DataType[] Ordered { get; } = [.. TypeSets.Numbers, .. TypeSets.SmallFloats];

    /// <summary><c>ScatterNd</c>: added to zeros. Truth values are true where any is.</summary>
    public static Kernel Zeros(KernelRequest request) =>
        request.InputType(1) == DataType.Bool ? new ScatterNdKernel<byte, BitwiseOrOperation<byte>>(true) : Sum(request, request.InputType(1), true);

    /// <summary><c>TensorScatterAdd</c>.</summary>
    public static Kernel Add(KernelRequest request) => Sum(request, request.InputType(0), false);

    /// <summary><c>TensorScatterSub</c>.</summary>
    public static Kernel Sub(KernelRequest request) => request.InputType(0) switch
    {
        DataType.Half => new ScatterNdKernel<Half, SubOperation<Half>>(false),
        DataType.Bfloat16 => new ScatterNdKernel<BFloat16, BFloat16Operation<SubOperation<float>>>(false),
        DataType.Complex64 => new ScatterNdKernel<Complex64, Complex64Difference>(false),
        DataType.Complex128 => new ScatterNdKernel<Complex, SubOperation<Complex>>(false),
        DataType type => NumberTypes.Make<SubMaker>(request, type),
    };

    /// <summary><c>TensorScatterMin</c>.</summary>
    public static Kernel Min(KernelRequest request) => request.InputType(0) switch
    {
        DataType.Half => new ScatterNdKernel<Half, LesserUpdate<Half>>(false),
        DataType.Bfloat16 => new ScatterNdKernel<BFloat16, BFloat16Operation<LesserUpdate<float>>>(false),
        DataType type => NumberTypes.Make<MinMaker>(request, type),
    };

    /// <summary><c>TensorScatterMax</c>.</summary>
    public static Kernel Max(KernelRequest request) => request.InputType(0) switch
    {
        DataType.Half => new ScatterNdKernel<Half, GreaterUpdate<Half>>(false),
        DataType.Bfloat16 => new ScatterNdKernel<BFloat16, BFloat16Operation<GreaterUpdate<float>>>(false),
        DataType type => NumberTypes.Make<MaxMaker>(request, type),
    };

    /// <summary><c>TensorScatterUpdate</c>: moves bits and never computes, so any type of the same size will do.</summary>
    public static Kernel Update(KernelRequest request) => request.InputType(0) switch
    {
        DataType.String => new ScatterStringsKernel(),
        DataType type => type.Size() switch
        {
            1 => new ScatterNdKernel<byte, NewUpdate<byte>>(false),
            2 => new ScatterNdKernel<ushort, NewUpdate<ushort>>(false),
            4 => new ScatterNdKernel<uint, NewUpdate<uint>>(false),
            8 => new ScatterNdKernel<ulong, NewUpdate<ulong>>(false),
            _ => new ScatterNdKernel<UInt128, NewUpdate<UInt128>>(false),
        },
    };

    private static Kernel Sum(KernelRequest request, DataType type, bool intoZeros) => type switch
    {
        DataType.Half => new ScatterNdKernel<Half, HalfSum>(intoZeros),
        DataType.Bfloat16 => new ScatterNdKernel<BFloat16, BFloat16Sum>(intoZeros),
        DataType.Complex64 => new ScatterNdKernel<Complex64, Complex64Sum>(intoZeros),
        DataType.Complex128 => new ScatterNdKernel<Complex, AddOperation<Complex>>(intoZeros),
        _ => intoZeros ? NumberTypes.Make<ZerosMaker>(request, type) : NumberTypes.Make<AddMaker>(request, type),
    };

    private readonly struct ZerosMaker : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new ScatterNdKernel<T, AddOperation<T>>(true);
    }

    private readonly struct AddMaker : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new ScatterNdKernel<T, AddOperation<T>>(false);
    }

    private readonly struct SubMaker : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new ScatterNdKernel<T, SubOperation<T>>(false);
    }

    private readonly struct MinMaker : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new ScatterNdKernel<T, LesserUpdate<T>>(false);
    }

    private readonly struct MaxMaker : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new ScatterNdKernel<T, GreaterUpdate<T>>(false);
    }
}

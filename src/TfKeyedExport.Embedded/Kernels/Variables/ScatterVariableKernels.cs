using System.Numerics;
using TfKeyedExport.Embedded.Kernels.Elementwise;
using TfKeyedExport.Embedded.Kernels.Scattering;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Variables;

/// <summary><c>ScatterAdd</c> and its like, of TensorFlow 1 variables, and <c>ResourceScatterAdd</c> and its like.</summary>
internal static class ScatterVariableKernels
{
    public static Kernel Add(KernelRequest request) => NumberTypes.Make<AddMaker>(request, request.InputType(2));

    public static Kernel Max(KernelRequest request) => NumberTypes.Make<MaxMaker>(request, request.InputType(2));

    public static Kernel Min(KernelRequest request) => NumberTypes.Make<MinMaker>(request, request.InputType(2));

    public static Kernel Mul(KernelRequest request) => NumberTypes.Make<MulMaker>(request, request.InputType(2));

    public static Kernel Sub(KernelRequest request) => NumberTypes.Make<SubMaker>(request, request.InputType(2));

    public static Kernel Div(KernelRequest request) => request.InputType(2) switch
    {
        DataType.Float => new ScatterVariableKernel<float, DivOperation<float>>(IsReference(request), divides: !IsReference(request)),
        DataType.Double => new ScatterVariableKernel<double, DivOperation<double>>(IsReference(request), divides: !IsReference(request)),
        DataType.Int32 => new ScatterVariableKernel<int, TruncateDivIntegerOperation<int>>(IsReference(request), divides: !IsReference(request)),
        DataType.Int64 => new ScatterVariableKernel<long, TruncateDivIntegerOperation<long>>(IsReference(request), divides: !IsReference(request)),
        DataType type => throw request.Unsupported($"dividing a {type.Name()} variable is not supported"),
    };

    public static Kernel Update(KernelRequest request) => request.InputType(2).Size() switch
    {
        1 => new ScatterVariableKernel<byte, NewUpdate<byte>>(IsReference(request)),
        2 => new ScatterVariableKernel<ushort, NewUpdate<ushort>>(IsReference(request)),
        4 => new ScatterVariableKernel<uint, NewUpdate<uint>>(IsReference(request)),
        8 => new ScatterVariableKernel<ulong, NewUpdate<ulong>>(IsReference(request)),
        _ => new ScatterVariableKernel<UInt128, NewUpdate<UInt128>>(IsReference(request)),
    };

    private static bool IsReference(KernelRequest request) => !request.OperationName.StartsWith("Resource", StringComparison.Ordinal);

    private readonly struct AddMaker : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new ScatterVariableKernel<T, AddOperation<T>>(IsReference(request));
    }

    private readonly struct MaxMaker : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new ScatterVariableKernel<T, GreaterUpdate<T>>(IsReference(request));
    }

    private readonly struct MinMaker : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new ScatterVariableKernel<T, LesserUpdate<T>>(IsReference(request));
    }

    private readonly struct MulMaker : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new ScatterVariableKernel<T, MulOperation<T>>(IsReference(request));
    }

    private readonly struct SubMaker : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => new ScatterVariableKernel<T, SubOperation<T>>(IsReference(request));
    }
}

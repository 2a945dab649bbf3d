using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Linear;

/// <summary>Products of matrices.</summary>
internal static class LinearKernels
{
    private static readonly DataType[] BatchTypes = [DataType.Float, DataType.Double, DataType.Int16, DataType.Int32, DataType.Int64];

    public static void Register(KernelRegistry registry) => registry
        .Add("BatchMatMul", Exactness.Summed, BatchTypes, BatchMatMulKernels.Create, widens: true)
        .Add("BatchMatMulV2", Exactness.Summed, BatchTypes, BatchMatMulKernels.Create, widens: true)
        .Add("BatchMatMulV3", Exactness.Summed, BatchTypes, BatchMatMulKernels.Create, typeAttribute: "Tout", gaps: "inputs of the result's type; for int32 also int8 and uint8, for float32 also bfloat16")
        .Add("BiasAdd", Exactness.BitExact, TypeSets.Numbers, BiasAddKernels.Create, widens: true)
        .Add("BiasAddV1", Exactness.BitExact, TypeSets.Numbers, BiasAddKernels.Create, widens: true)
        .Add("Cholesky", Exactness.Summed, TypeSets.Floats, Square)
        .Add("Cross", Exactness.Summed, TypeSets.Numbers, r => NumberTypes.Make<CrossMaker>(r, r.InputType(0)), widens: true)
        .Add("Einsum", Exactness.Summed, [DataType.Float, DataType.Double, DataType.Int32, DataType.Int64, DataType.Complex128], Einsum, widens: true)
        .Add("LogMatrixDeterminant", Exactness.Summed, TypeSets.Floats, Square)
        .Add("MatMul", Exactness.Summed, [DataType.Float, DataType.Double, DataType.Int32, DataType.Int64], MatMulKernels.Create, widens: true)
        .Add("MatrixBandPart", Exactness.BitExact, TypeSets.Plain, _ => new MatrixBandPartKernel())
        .Add("MatrixDeterminant", Exactness.Summed, TypeSets.Floats, Square)
        .Add("MatrixInverse", Exactness.Summed, TypeSets.Floats, Square)
        .Add("MatrixSolve", Exactness.Summed, TypeSets.Floats, Square)
        .Add("MatrixTriangularSolve", Exactness.Summed, TypeSets.Floats, Triangular)
        .Add(Planning.DenseFusion.Op, Exactness.Summed, [DataType.Float], MatMulKernels.Dense);

    private readonly struct CrossMaker : INumberKernel
    {
        public Kernel Make<T>(KernelRequest request)
            where T : unmanaged, System.Numerics.INumber<T>, System.Numerics.IMinMaxValue<T> => new CrossKernel<T>();
    }

    private static Kernel Square(KernelRequest request) =>
        request.InputType(0) == DataType.Float ? new SquareMatrixKernel<float>(request) : new SquareMatrixKernel<double>(request);

    private static Kernel Triangular(KernelRequest request) =>
        request.InputType(0) == DataType.Float ? new TriangularSolveKernel<float>(request) : new TriangularSolveKernel<double>(request);

    private static Kernel Einsum(KernelRequest request) => request.InputType(0) switch
    {
        DataType.Float => new EinsumKernel<float>(request),
        DataType.Double => new EinsumKernel<double>(request),
        DataType.Int32 => new EinsumKernel<int>(request),
        DataType.Int64 => new EinsumKernel<long>(request),
        _ => new EinsumKernel<System.Numerics.Complex>(request),
    };
}

using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Operations.Linear;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Linear;

/// <summary>Products of matrices.</summary>
internal static class LinearKernels
{
    private static readonly DataType[] BatchTypes = [DataType.Float, DataType.Double, DataType.Int16, DataType.Int32, DataType.Int64];

    public static void Register(KernelRegistry registry) => registry
        .Add(LinearOperations.BatchMatMul, Exactness.Summed, BatchTypes, BatchMatMulKernels.Create, widens: true)
        .Add(LinearOperations.BatchMatMulV2, Exactness.Summed, BatchTypes, BatchMatMulKernels.Create, widens: true)
        .Add(
            LinearOperations.BatchMatMulV3, Exactness.Summed, BatchTypes, BatchMatMulKernels.Create, typeAttribute: "Tout",
            gaps: "inputs of the result's type; for int32 also int8 and uint8, for float32 also bfloat16")
        .Add(LinearOperations.BiasAdd, Exactness.BitExact, TypeSets.Numbers, BiasAddKernels.Create, widens: true)
        .Add(LinearOperations.BiasAddV1, Exactness.BitExact, TypeSets.Numbers, BiasAddKernels.Create, widens: true)
        .Add(LinearOperations.Cholesky, Exactness.Summed, TypeSets.Floats, Square)
        .Add(LinearOperations.Cross, Exactness.Summed, TypeSets.Numbers, r => NumberTypes.Make<CrossMaker>(r, r.InputType(0)), widens: true)
        .Add(
            LinearOperations.Einsum, Exactness.Summed, [DataType.Float, DataType.Double, DataType.Int32, DataType.Int64, DataType.Complex128],
            Einsum, widens: true)
        .Add(LinearOperations.LogMatrixDeterminant, Exactness.Summed, TypeSets.Floats, Square)
        .Add(LinearOperations.MatMul, Exactness.Summed, [DataType.Float, DataType.Double, DataType.Int32, DataType.Int64], MatMulKernels.Create, widens: true)
        .Add(LinearOperations.MatrixBandPart, Exactness.BitExact, TypeSets.Plain, _ => new MatrixBandPartKernel())
        .Add(LinearOperations.MatrixDeterminant, Exactness.Summed, TypeSets.Floats, Square)
        .Add(LinearOperations.MatrixInverse, Exactness.Summed, TypeSets.Floats, Square)
        .Add(LinearOperations.MatrixSolve, Exactness.Summed, TypeSets.Floats, Square)
        .Add(LinearOperations.MatrixTriangularSolve, Exactness.Summed, TypeSets.Floats, Triangular)
        .AddStep<DenseStep>(MatMulKernels.Dense);

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

using System.Numerics;
using TfKeyedExport.Embedded.Numerics.Matrices;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Linear;

/// <summary>Chooses how a <c>MatMul</c> is computed.</summary>
internal static class MatMulKernels
{
    public static Kernel Create(KernelRequest request)
    {
        if (request.InputType(0) == DataType.Float && !request.Attributes.Bool("transpose_a", false) && request.Constant(1) is { Rank: 2 } weights)
            return new PackedMatMulKernel(Pack(weights, request.Attributes.Bool("transpose_b", false), []), Epilogue.None, isBatch: false);
        return request.InputType(0) switch
        {
            DataType.Float => new MatMulKernel<float>(request),
            DataType.Double => new MatMulKernel<double>(request),
            DataType.Int32 => new MatMulKernel<int>(request),
            _ => new MatMulKernel<long>(request),
        };
    }

    /// <summary>A product with its bias and activation.</summary>
    public static Kernel Dense(KernelRequest request, DenseStep step) =>
        new PackedMatMulKernel(Pack(request.Constant(1)!, step.IsTransposed, request.Constant(2)!.Span<float>()), step.After, step.IsBatch);

    /// <summary>Lays a constant right-hand matrix out for the product.</summary>
    public static PackedMatrix Pack(Value weights, bool transposed, ReadOnlySpan<float> bias) =>
        new(weights.Span<float>(), weights.Dim(transposed ? 1 : 0), weights.Dim(transposed ? 0 : 1), transposed, bias);
}

/// <summary>The product of two matrices that are known only when it runs.</summary>
internal sealed class MatMulKernel<T>(KernelRequest request) : Kernel
    where T : unmanaged, INumber<T>
{
    private readonly bool _transposeLeft = request.Attributes.Bool("transpose_a", false);
    private readonly bool _transposeRight = request.Attributes.Bool("transpose_b", false);

    public override void Run(KernelContext context)
    {
        Value left = context.Input(0), right = context.Input(1);
        if (left.Rank != 2 || right.Rank != 2)
            throw KernelContext.Error($"both inputs must be matrices; they are {left} and {right}");
        int rows = left.Dim(_transposeLeft ? 1 : 0), depth = left.Dim(_transposeLeft ? 0 : 1);
        int columns = right.Dim(_transposeRight ? 0 : 1);
        if (right.Dim(_transposeRight ? 1 : 0) != depth)
            throw KernelContext.Error($"the matrices do not fit: {left.ToShape()} and {right.ToShape()}");
        Span<T> result = context.Allocate<T>(0, rows, columns);
        ReadOnlySpan<T> a = left.Span<T>(), b = right.Span<T>();
        result.Clear();
        for (int i = 0; i < rows; i++)
        {
            Span<T> row = result.Slice(i * columns, columns);
            for (int k = 0; k < depth; k++)
            {
                T x = a[_transposeLeft ? (k * rows) + i : (i * depth) + k];
                if (_transposeRight)
                {
                    for (int j = 0; j < columns; j++)
                        row[j] += x * b[(j * depth) + k];
                }
                else
                {
                    ReadOnlySpan<T> other = b.Slice(k * columns, columns);
                    for (int j = 0; j < other.Length; j++)
                        row[j] += x * other[j];
                }
            }
        }
    }
}

using System.Numerics;
using TfKeyedExport.Embedded.Kernels.Elementwise;
using TfKeyedExport.Embedded.Numerics.Matrices;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Linear;

/// <summary><c>BatchMatMul</c> and its newer versions: products of matrices along broadcast batch dimensions.</summary>
internal sealed unsafe class BatchMatMulKernel<T>(KernelRequest request) : Kernel
    where T : unmanaged, INumberBase<T>
{
    private readonly bool _adjointLeft = request.Attributes.Bool("adj_x", false);
    private readonly bool _adjointRight = request.Attributes.Bool("adj_y", false);
    private readonly bool _broadcasts = request.Node.Op != "BatchMatMul";

    public override void Run(KernelContext context)
    {
        Value left = context.Input(0), right = context.Input(1);
        if (left.Rank < 2 || right.Rank < 2)
            throw KernelContext.Error($"both inputs must have at least two dimensions; they are {left} and {right}");
        MatrixLayout a = Layout(left, _adjointLeft), b = Layout(right, _adjointRight);
        if (a.Columns != b.Rows)
            throw KernelContext.Error($"the matrices do not fit: {left.ToShape()} and {right.ToShape()}");
        ReadOnlySpan<long> leftBatch = left.Shape[..^2], rightBatch = right.Shape[..^2];
        if (!_broadcasts && !leftBatch.SequenceEqual(rightBatch))
            throw KernelContext.Error($"the batch dimensions of {left.ToShape()} and {right.ToShape()} must be equal");
        Span<long> shape = stackalloc long[Value.MaxRank];
        int rank = Broadcast.Shape(leftBatch, rightBatch, shape);
        if (rank + 2 > Value.MaxRank)
            throw KernelContext.Error($"more than {Value.MaxRank} dimensions");
        shape[rank] = a.Rows;
        shape[rank + 1] = b.Columns;
        Value output = context.Allocate(0, shape[..(rank + 2)]);
        if (output.Count == 0)
            return;
        if (right.Count == b.Rows * b.Columns && rank == leftBatch.Length && !_adjointLeft)
        {
            // One right-hand matrix for the whole batch: one tall product.
            Multiply(context, default, new MatrixLayout(output.Count / b.Columns, a.Columns, a.Columns, 1), b);
            return;
        }
        Span<int> leftStrides = stackalloc int[Value.MaxRank], rightStrides = stackalloc int[Value.MaxRank];
        Broadcast.Strides(leftBatch, rank, leftStrides);
        Broadcast.Strides(rightBatch, rank, rightStrides);
        EinsumDimensions batch = default;
        for (int d = 0; d < rank; d++)
            batch.Add((int)shape[d], leftStrides[d] * a.Rows * a.Columns, rightStrides[d] * b.Rows * b.Columns, 0);
        batch.LayInOrder(batch.Output, a.Rows * b.Columns);
        Multiply(context, batch, a, b);
    }

    private static void Multiply(KernelContext context, EinsumDimensions batch, MatrixLayout left, MatrixLayout right)
    {
        var job = new BatchProductJob<T>
        {
            Batch = batch,
            A = (T*)context.Input(0).Data,
            Left = left,
            B = (T*)context.Input(1).Data,
            Right = right,
            C = (T*)context.Output(0).Data,
            Stride = right.Columns,
        };
        job.Run(context);
    }

    private static MatrixLayout Layout(Value value, bool adjoint)
    {
        var layout = new MatrixLayout(value.Dim(value.Rank - 2), value.Dim(value.Rank - 1), value.Dim(value.Rank - 1), 1);
        return adjoint ? layout.Transposed : layout;
    }
}

/// <summary>Chooses how a <c>BatchMatMul</c> is computed.</summary>
internal static class BatchMatMulKernels
{
    public static Kernel Create(KernelRequest request)
    {
        if (request.InputType(0) != request.InputType(1) || request.InputType(0) != request.OutputType(0))
            throw request.Unsupported("inputs and result must have one type");
        bool adjointLeft = request.Attributes.Bool("adj_x", false), adjointRight = request.Attributes.Bool("adj_y", false);
        if (request.InputType(0) == DataType.Float && request.Node.Op != "BatchMatMul" && !adjointLeft && request.Constant(1) is { Rank: 2 } weights)
            return new PackedMatMulKernel(MatMulKernels.Pack(weights, adjointRight, []), Epilogue.None, isBatch: true);
        return request.InputType(0) switch
        {
            DataType.Float => new BatchMatMulKernel<float>(request),
            DataType.Double => new BatchMatMulKernel<double>(request),
            DataType.Int16 => new BatchMatMulKernel<short>(request),
            DataType.Int32 => new BatchMatMulKernel<int>(request),
            DataType.Int64 => new BatchMatMulKernel<long>(request),
            DataType.Uint8 => new BatchMatMulKernel<byte>(request),
            DataType type => throw request.Unsupported($"{type.Name()} is not supported"),
        };
    }
}

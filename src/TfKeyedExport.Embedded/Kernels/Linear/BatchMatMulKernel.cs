using System.Numerics;
using TfKeyedExport.Embedded.Kernels.Elementwise;
using TfKeyedExport.Embedded.Numerics.Matrices;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Operations.Linear;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Linear;

/// <summary><c>BatchMatMul</c> and its newer versions: products of matrices along broadcast batch dimensions.</summary>
/// <remarks>Inputs of smaller types are first made as wide as the result.</remarks>
internal sealed unsafe class BatchMatMulKernel<T>(KernelRequest request) : Kernel
    where T : unmanaged, INumber<T>
{
    private readonly bool _adjointLeft = request.Attributes.Bool("adj_x", false);
    private readonly bool _adjointRight = request.Attributes.Bool("adj_y", false);
    private readonly bool _broadcasts = !request.Is(LinearOperations.BatchMatMul);

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
        Value? wideLeft = Widened(context, 0), wideRight = Widened(context, 1);
        var job = new BatchProductJob<T>
        {
            Batch = batch,
            A = (wideLeft ?? context.Input(0)).Pointer<T>(),
            Left = left,
            B = (wideRight ?? context.Input(1)).Pointer<T>(),
            Right = right,
            C = context.Output(0).Pointer<T>(),
            Stride = right.Columns,
        };
        job.Run(context);
        if (wideLeft is not null)
            context.Call.Return(wideLeft);
        if (wideRight is not null)
            context.Call.Return(wideRight);
    }

    private static Value? Widened(KernelContext context, int input)
    {
        Value narrow = context.Input(input);
        DataType type = context.OutputType(0);
        if (narrow.Type == type)
            return null;
        Value wide = context.Rent();
        wide.Allocate(type, [narrow.Count], context.Call.Pool);
        Span<T> target = wide.Span<T>();
        switch (narrow.Type)
        {
            case DataType.Int8:
                Copy(narrow.Span<sbyte>(), target);
                break;
            case DataType.Uint8:
                Copy(narrow.Span<byte>(), target);
                break;
            default:
                for (int i = 0; i < target.Length; i++)
                    target[i] = T.CreateTruncating((float)narrow.Span<BFloat16>()[i]);
                break;
        }
        return wide;
    }

    private static void Copy<TFrom>(ReadOnlySpan<TFrom> from, Span<T> to)
        where TFrom : unmanaged, INumberBase<TFrom>
    {
        for (int i = 0; i < to.Length; i++)
            to[i] = T.CreateTruncating(from[i]);
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
        DataType result = request.OutputType(0);
        for (int i = 0; i < 2; i++)
        {
            DataType type = request.InputType(i);
            bool widens = result == DataType.Int32 ? type is DataType.Int8 or DataType.Uint8 : result == DataType.Float && type == DataType.Bfloat16;
            if (type != result && !widens)
                throw request.Unsupported($"{type.Name()} inputs do not go with {result.Name()} results");
        }
        bool adjointLeft = request.Attributes.Bool("adj_x", false), adjointRight = request.Attributes.Bool("adj_y", false);
        bool isFloat = result == DataType.Float && request.InputType(0) == result && request.InputType(1) == result;
        bool broadcasts = !request.Is(LinearOperations.BatchMatMul);
        if (isFloat && broadcasts && !adjointLeft && request.Constant(1) is { Rank: 2 } weights)
            return new PackedMatMulKernel(MatMulKernels.Pack(weights, adjointRight, []), Epilogue.None, isBatch: true);
        return result switch
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

using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>A tensor of one value.</summary>
internal sealed class FillKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Value sizes = context.Input(0);
        if (context.Input(1).Count != 1)
            throw context.ShapeError(1, "it must be one value");
        if (sizes.Count > Value.MaxRank)
            throw context.ShapeError(0, $"the embedded engine goes up to {Value.MaxRank} dimensions");
        Span<long> shape = stackalloc long[sizes.Count];
        for (int d = 0; d < shape.Length; d++)
            shape[d] = context.Integer(0, d);
        Fill(context, shape, context.Input(1));
    }

    /// <summary>Fills output 0 with a scalar.</summary>
    public static void Fill(KernelContext context, ReadOnlySpan<long> shape, Value scalar)
    {
        switch (scalar.Type.Size())
        {
            case 1: context.Allocate<byte>(0, shape).Fill(scalar.Scalar<byte>()); break;
            case 2: context.Allocate<ushort>(0, shape).Fill(scalar.Scalar<ushort>()); break;
            case 4: context.Allocate<uint>(0, shape).Fill(scalar.Scalar<uint>()); break;
            case 8: context.Allocate<ulong>(0, shape).Fill(scalar.Scalar<ulong>()); break;
            default:
                Appender result = Appender.For(context, 0, shape);
                for (int i = context.Output(0).Count; i > 0; i--)
                    result.Append(scalar, 0, 1);
                break;
        }
    }
}

/// <summary>Zeros, or ones, in the shape of the input.</summary>
internal sealed class ConstantLikeKernel(bool one) : Kernel
{
    public override void Run(KernelContext context)
    {
        ReadOnlySpan<long> shape = context.Input(0).Shape;
        if (!one)
        {
            Appender.For(context, 0, shape).AppendZeros(context.Output(0).Count);
            return;
        }
        switch (context.OutputType(0))
        {
            case DataType.Float: context.Allocate<float>(0, shape).Fill(1); break;
            case DataType.Double: context.Allocate<double>(0, shape).Fill(1); break;
            case DataType.Half: context.Allocate<Half>(0, shape).Fill((Half)1); break;
            case DataType.Bfloat16: context.Allocate<BFloat16>(0, shape).Fill((BFloat16)1f); break;
            case DataType.Int16 or DataType.Uint16: context.Allocate<short>(0, shape).Fill(1); break;
            case DataType.Int32 or DataType.Uint32: context.Allocate<int>(0, shape).Fill(1); break;
            case DataType.Int64 or DataType.Uint64: context.Allocate<long>(0, shape).Fill(1); break;
            default: context.Allocate<byte>(0, shape).Fill(1); break;
        }
    }
}

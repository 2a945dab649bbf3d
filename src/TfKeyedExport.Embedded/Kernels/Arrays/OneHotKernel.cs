using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Arrays;

/// <summary>A new dimension that is "on" where the index says and "off" elsewhere.</summary>
/// <typeparam name="T">Anything of the elements' size.</typeparam>
internal sealed class OneHotKernel<T>(KernelRequest request) : Kernel
    where T : unmanaged
{
    private readonly long _axis = request.Attributes.Int("axis", -1);

    public override void Run(KernelContext context)
    {
        Value indices = context.Input(0);
        long depth = context.Integer(1);
        if (depth < 0 || context.Input(2).Count != 1 || context.Input(3).Count != 1)
            throw KernelContext.Error("depth must not be negative; on and off must be one value each");
        T on = context.Input(2).Scalar<T>(), off = context.Input(3).Scalar<T>();
        int axis = _axis == -1 ? indices.Rank : Axes.Normalize(_axis, indices.Rank + 1);
        Span<long> shape = stackalloc long[indices.Rank + 1];
        indices.Shape[..axis].CopyTo(shape);
        shape[axis] = depth;
        indices.Shape[axis..].CopyTo(shape[(axis + 1)..]);
        Span<T> result = context.Allocate<T>(0, shape);
        result.Fill(off);
        int inner = Axes.Product(indices.Shape[axis..]);
        switch (indices.Type)
        {
            case DataType.Int64:
                Place(indices.Span<long>(), (int)depth, inner, on, result);
                break;
            case DataType.Int32:
                Place(indices.Span<int>(), (int)depth, inner, on, result);
                break;
            case DataType.Int8:
                Place(indices.Span<sbyte>(), (int)depth, inner, on, result);
                break;
            default:
                Place(indices.Span<byte>(), (int)depth, inner, on, result);
                break;
        }
    }

    private static void Place<TIndex>(ReadOnlySpan<TIndex> indices, int depth, int inner, T on, Span<T> result)
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        for (int i = 0; i < indices.Length; i++)
        {
            long index = long.CreateTruncating(indices[i]);
            if ((ulong)index < (ulong)depth)
                result[(((i / inner * depth) + (int)index) * inner) + (i % inner)] = on;
        }
    }
}

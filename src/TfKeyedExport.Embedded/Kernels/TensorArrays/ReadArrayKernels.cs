using TfKeyedExport.Embedded.Kernels.TensorLists;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.TensorArrays;

/// <summary><c>TensorArraySizeV3</c>.</summary>
internal sealed class TensorArraySizeKernel : Kernel
{
    public override void Run(KernelContext context) => context.Allocate<int>(0)[0] = context.Array(0).Items.Count;
}

/// <summary><c>TensorArrayReadV3</c>.</summary>
internal sealed class TensorArrayReadKernel(KernelRequest request) : Kernel
{
    private readonly DataType _type = request.OutputType(0);

    public override void Run(KernelContext context)
    {
        TensorArray array = context.Array(0);
        TensorArrayGatherKernel.CheckType(array, _type);
        long index = context.Integer(1);
        context.Output(0).Share(ArrayAccess.Element(context, array, index));
        ArrayAccess.EndRead(array, (int)index);
    }
}

/// <summary><c>TensorArrayGatherV3</c>: elements of one shape as the rows of a tensor.</summary>
internal sealed class TensorArrayGatherKernel(KernelRequest request) : Kernel
{
    private readonly DataType _type = request.OutputType(0);
    private readonly TensorShape _shape = request.Attributes.Shape("element_shape");

    /// <summary>Checks that an array's elements are of the type that is asked for.</summary>
    public static void CheckType(TensorArray array, DataType type)
    {
        if (array.Items.Type != type)
            throw KernelContext.Error($"elements of type {type.Name()} are asked for; the array has {array.Items.Type.Name()}");
    }

    public override void Run(KernelContext context)
    {
        TensorArray array = context.Array(0);
        Value indices = context.Input(1);
        CheckType(array, _type);
        if (indices.Rank != 1)
            throw context.ShapeError(1, "the indices must be a vector");
        Span<long> shape = stackalloc long[Value.MaxRank + 1];
        int rank = ShapeOf(context, array, indices.Count, shape[1..]);
        shape[0] = indices.Count;
        ListRows.Stack(context, array.Items, shape[..(rank + 1)], indices.Count, 1);
        for (int i = 0; i < indices.Count; i++)
            ArrayAccess.EndRead(array, (int)context.Integer(1, i));
    }

    // All elements that are asked for, which must have one shape.
    private int ShapeOf(KernelContext context, TensorArray array, int count, Span<long> shape)
    {
        for (int i = 0; i < count; i++)
        {
            Value item = ArrayAccess.Element(context, array, context.Integer(1, i));
            if (i == 0)
                item.Shape.CopyTo(shape);
            else if (!item.Shape.SequenceEqual(ArrayAccess.Element(context, array, context.Integer(1, 0)).Shape))
                throw KernelContext.Error($"the elements of the array have different shapes, {item.ToShape()} among them");
        }
        if (count > 0)
            return ArrayAccess.Element(context, array, context.Integer(1, 0)).Rank;
        _shape.Dimensions.CopyTo(shape);
        int rank = ListAccess.Merge(_shape.Rank, shape, array.Items.ElementShape, array.Items.HasElementRank);
        return rank >= 0 && !shape[..rank].Contains(-1)
            ? rank
            : throw KernelContext.Error("the array is empty, and the shape of its elements is not fully known");
    }
}

/// <summary><c>TensorArrayConcatV3</c>: the elements one behind the other along their first dimension, and how long each is.</summary>
internal sealed class TensorArrayConcatKernel(KernelRequest request) : Kernel
{
    private readonly DataType _type = request.OutputType(0);
    private readonly TensorShape _rowShape = request.Attributes.Shape("element_shape_except0");

    public override void Run(KernelContext context)
    {
        TensorArray array = context.Array(0);
        TensorArrayGatherKernel.CheckType(array, _type);
        for (int i = 0; i < array.Items.Count; i++)
            ArrayAccess.Element(context, array, i);
        ListRows.Concat(context, array.Items, _rowShape.Dimensions, _rowShape.HasRank);
        for (int i = 0; i < array.Items.Count; i++)
            ArrayAccess.EndRead(array, i);
    }
}

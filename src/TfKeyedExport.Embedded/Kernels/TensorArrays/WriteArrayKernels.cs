using TfKeyedExport.Embedded.Kernels.TensorLists;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.TensorArrays;

/// <summary><c>TensorArrayV3</c>.</summary>
internal sealed class TensorArrayKernel : Kernel
{
    private readonly DataType _type;
    private readonly TensorShape _shape;
    private readonly bool _isDynamic;
    private readonly bool _clears;
    private readonly bool _hasOneShape;

    public TensorArrayKernel(KernelRequest request)
    {
        _type = request.Attributes.Type("dtype");
        _shape = request.Attributes.Shape("element_shape");
        _isDynamic = request.Attributes.Bool("dynamic_size");
        _clears = request.Attributes.Bool("clear_after_read");
        _hasOneShape = request.Attributes.Bool("identical_element_shapes");
        if (_shape.Rank > Value.MaxRank)
            throw request.Unsupported($"an element has at most {Value.MaxRank} dimensions");
    }

    public override void Run(KernelContext context)
    {
        long count = context.Integer(0);
        if (context.Input(0).Rank != 0)
            throw context.ShapeError(0, "the size must be a scalar");
        if (count is < 0 or > TensorListReserveKernel.MostElements)
            throw KernelContext.Error($"an array of {count} elements is asked for; at most {TensorListReserveKernel.MostElements} are possible");
        TensorArray array = context.Call.Arrays.Rent();
        context.Output(0).SetObject(DataType.Resource, array);
        array.Begin(_type, _shape, (int)count, _isDynamic, _clears, _hasOneShape);
        context.GiveFlow(1);
    }
}

/// <summary><c>TensorArrayWriteV3</c>.</summary>
internal sealed class TensorArrayWriteKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        TensorArray array = context.Array(0);
        Value value = context.Input(2);
        array.Items.Set(ArrayAccess.BeginWrite(array, context.Integer(1), value.Type, value.Shape), value);
        context.GiveFlow(0);
    }
}

/// <summary><c>TensorArrayScatterV3</c>: rows of a tensor to given places.</summary>
internal sealed class TensorArrayScatterKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        TensorArray array = context.Array(0);
        Value indices = context.Input(1), tensor = context.Input(2);
        if (tensor.Rank == 0 || indices.Rank != 1 || indices.Count != tensor.Dim(0))
            throw KernelContext.Error($"{tensor} needs one index a row; the indices are {indices}");
        for (int i = 0; i < indices.Count; i++)
            array.Items.SetRow(ArrayAccess.BeginWrite(array, context.Integer(1, i), tensor.Type, tensor.Shape[1..]), tensor, i);
        context.GiveFlow(0);
    }
}

/// <summary><c>TensorArraySplitV3</c>: pieces of a tensor of given lengths.</summary>
internal sealed class TensorArraySplitKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        TensorArray array = context.Array(0);
        Value tensor = context.Input(1), lengths = context.Input(2);
        if (tensor.Rank == 0 || lengths.Rank != 1)
            throw KernelContext.Error($"{tensor} cannot be split into pieces of {lengths}");
        if (lengths.Count != array.Items.Count && !array.IsDynamic)
            throw KernelContext.Error($"an array of {array.Items.Count} elements, which cannot grow, does not hold {lengths.Count} pieces");
        Span<long> shape = stackalloc long[Value.MaxRank];
        tensor.Shape.CopyTo(shape);
        long at = 0;
        for (int i = 0; i < lengths.Count; i++)
        {
            shape[0] = context.Integer(2, i);
            if (shape[0] < 0 || shape[0] > tensor.Dim(0) - at)
                throw KernelContext.Error("the lengths of the pieces do not fit the tensor");
            array.Items.SetRows(ArrayAccess.BeginWrite(array, i, tensor.Type, shape[..tensor.Rank]), tensor, (int)at, shape[..tensor.Rank]);
            at += shape[0];
        }
        if (at != tensor.Dim(0))
            throw KernelContext.Error($"the pieces have {at} rows together, the tensor {tensor.Dim(0)}");
        context.GiveFlow(0);
    }
}

using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Operations.TensorLists;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.TensorLists;

/// <summary><c>TensorListLength</c>.</summary>
internal sealed class TensorListLengthKernel : Kernel
{
    public override void Run(KernelContext context) => context.Allocate<int>(0)[0] = context.List(0).Count;
}

/// <summary><c>TensorListElementShape</c>.</summary>
internal sealed class TensorListElementShapeKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        TensorList list = context.List(0);
        Value output = list.HasElementRank ? context.Allocate(0, list.ElementShape.Length) : context.Allocate(0);
        for (int i = 0; i < output.Count; i++)
        {
            long size = list.HasElementRank ? list.ElementShape[i] : -1;
            if (output.Type == DataType.Int64)
                output.Span<long>()[i] = size;
            else
                output.Span<int>()[i] = (int)size;
        }
    }
}

/// <summary><c>TensorListGetItem</c>.</summary>
internal sealed class TensorListGetItemKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        TensorList list = context.List(0);
        Give(context, list, ListAccess.Index(list, context.Integer(1)), 0, 2);
    }

    /// <summary>Gives an element as an output; zeros if it was never set.</summary>
    public static void Give(KernelContext context, TensorList list, int index, int output, int shapeInput)
    {
        if (list[index] is { } item)
        {
            context.Output(output).Share(item);
            return;
        }
        Span<long> shape = stackalloc long[Value.MaxRank];
        int rank = ListAccess.Merge(context.ElementShape(shapeInput, shape), shape, list.ElementShape, list.HasElementRank);
        if (rank < 0 || shape[..rank].Contains(-1))
            throw KernelContext.Error($"element {index} of the list was never set, and its shape is not known");
        context.Zeros(output, list.Type, shape[..rank]);
    }
}

/// <summary><c>TensorListStack</c> and <c>TensorListGather</c>: elements of one shape as the rows of a tensor.</summary>
internal sealed class TensorListStackKernel(KernelRequest request) : Kernel
{
    private readonly bool _gathers = request.Is(TensorListOperations.TensorListGather);
    private readonly long _count = request.Attributes.Int("num_elements", -1);

    public override void Run(KernelContext context)
    {
        TensorList list = context.List(0);
        if (_count >= 0 && list.Count != _count)
            throw KernelContext.Error($"the list has {list.Count} elements, not {_count}");
        Span<long> shape = stackalloc long[Value.MaxRank + 1];
        int rank = context.WholeShape(list, _gathers ? 2 : 1, shape[1..]);
        int rows = _gathers ? context.Input(1).Count : list.Count;
        shape[0] = rows;
        // As in TensorFlow, nobody looks at the indices when there is nothing to gather.
        if (shape[..(rank + 1)].Contains(0))
            rows = 0;
        ListRows.Stack(context, list, shape[..(rank + 1)], rows, _gathers ? 1 : -1);
    }
}

/// <summary><c>TensorListConcat</c>: the elements one behind the other along their first dimension, and how long each is.</summary>
internal sealed class TensorListConcatKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        TensorList list = context.List(0);
        ListRows.Concat(context, list, list.ElementShape.Length > 0 ? list.ElementShape[1..] : [], list.HasElementRank && list.ElementShape.Length > 0);
    }
}

using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.TensorLists;

/// <summary><c>TensorListSetItem</c>.</summary>
internal sealed class TensorListSetItemKernel(KernelRequest request) : Kernel
{
    private readonly bool _resizes = request.Attributes.Bool("resize_if_index_out_of_bounds", false);

    public override void Run(KernelContext context)
    {
        long index = context.Integer(1);
        TensorList list = context.List(0);
        Value item = context.Input(2);
        CheckItem(list, item);
        if (!_resizes || index < 0 || index >= TensorListReserveKernel.MostElements)
            ListAccess.Index(list, index);
        list = context.ChangedList(0, 0);
        if (index >= list.Count)
            list.Resize((int)index + 1);
        list.Set((int)index, item);
    }

    /// <summary>Checks type and shape of an element.</summary>
    public static void CheckItem(TensorList list, Value item)
    {
        if (item.Type != list.Type)
            throw KernelContext.Error($"an element of type {item.Type.Name()} does not fit a list of {list.Type.Name()}");
        bool fits = !list.HasElementRank || list.ElementShape.Length == item.Rank;
        for (int d = 0; fits && list.HasElementRank && d < item.Rank; d++)
            fits = list.ElementShape[d] < 0 || list.ElementShape[d] == item.Shape[d];
        if (!fits)
            throw KernelContext.Error($"an element of shape {item.ToShape()} does not fit a list of {ShapeText.Of(list.ElementShape)}");
    }
}

/// <summary><c>TensorListPushBack</c>.</summary>
internal sealed class TensorListPushBackKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Value item = context.Input(1);
        TensorListSetItemKernel.CheckItem(context.List(0), item);
        TensorList list = context.ChangedList(0, 0);
        if (list.Limit >= 0 && list.Count >= list.Limit)
            throw KernelContext.Error($"the list is full: it holds at most {list.Limit} elements");
        list.Push(item);
    }
}

/// <summary><c>TensorListPopBack</c>.</summary>
internal sealed class TensorListPopBackKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        TensorList list = context.List(0);
        if (list.Count == 0)
            throw KernelContext.Error("the list is empty");
        TensorListGetItemKernel.Give(context, list, list.Count - 1, 1, 1);
        TensorList rest = context.ChangedList(0, 0);
        rest.Resize(rest.Count - 1);
    }
}

/// <summary><c>TensorListResize</c>.</summary>
internal sealed class TensorListResizeKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        long count = context.Integer(1);
        if (count is < 0 or > TensorListReserveKernel.MostElements)
            throw KernelContext.Error($"a list of {count} elements is asked for; at most {TensorListReserveKernel.MostElements} are possible");
        context.ChangedList(0, 0).Resize((int)count);
    }
}

/// <summary><c>TensorListConcatLists</c>: the elements of one list behind those of another, for scalars of variants.</summary>
internal sealed class TensorListConcatListsKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        TensorList second = context.List(1);
        TensorList joined = context.NewList(0);
        joined.CopyFrom(context.List(0));
        int first = joined.Count;
        joined.Resize(first + second.Count);
        for (int i = 0; i < second.Count; i++)
        {
            if (second[i] is { } item)
                joined.Set(first + i, item);
        }
    }
}

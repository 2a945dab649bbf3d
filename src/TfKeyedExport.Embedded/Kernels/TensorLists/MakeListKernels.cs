using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Operations.TensorLists;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.TensorLists;

/// <summary><c>EmptyTensorList</c>.</summary>
internal sealed class EmptyTensorListKernel(KernelRequest request) : Kernel
{
    private readonly DataType _type = request.Attributes.Type("element_dtype");

    public override void Run(KernelContext context)
    {
        Span<long> shape = stackalloc long[Value.MaxRank];
        int rank = context.ElementShape(0, shape);
        long limit = context.Integer(1);
        context.NewList(0).Begin(_type, shape[..Math.Max(rank, 0)], rank >= 0, limit);
    }
}

/// <summary><c>TensorListReserve</c>.</summary>
internal sealed class TensorListReserveKernel(KernelRequest request) : Kernel
{
    // A list costs memory even before it has elements.
    internal const int MostElements = 100_000_000;

    private readonly DataType _type = request.Attributes.Type("element_dtype");

    public override void Run(KernelContext context)
    {
        Span<long> shape = stackalloc long[Value.MaxRank];
        int rank = context.ElementShape(0, shape);
        long count = context.Integer(1);
        if (count is < 0 or > MostElements)
            throw KernelContext.Error($"a list of {count} elements is asked for; at most {MostElements} are possible");
        TensorList list = context.NewList(0);
        list.Begin(_type, shape[..Math.Max(rank, 0)], rank >= 0);
        list.Resize((int)count);
    }
}

/// <summary><c>TensorListFromTensor</c>: the rows of a tensor.</summary>
internal sealed class TensorListFromTensorKernel(KernelRequest request) : Kernel
{
    private readonly DataType _type = request.Attributes.Type("element_dtype");

    public override void Run(KernelContext context)
    {
        Value tensor = context.Input(0);
        if (tensor.Rank == 0)
            throw context.ShapeError(0, "a scalar has no rows");
        Span<long> shape = stackalloc long[Value.MaxRank];
        int rank = ListAccess.Merge(context.ElementShape(1, shape), shape, tensor.Shape[1..], true);
        TensorList list = context.NewList(0);
        list.Begin(_type, shape[..rank], true);
        list.Resize(tensor.Dim(0));
        for (int i = 0; i < list.Count; i++)
            list.SetRow(i, tensor, i);
    }
}

/// <summary><c>TensorListScatter</c> and its kin: rows of a tensor to given places of a list.</summary>
internal sealed class TensorListScatterKernel(KernelRequest request) : Kernel
{
    private readonly bool _existing = request.Is(TensorListOperations.TensorListScatterIntoExistingList);
    private readonly bool _sized = request.Is(TensorListOperations.TensorListScatterV2);

    public override void Run(KernelContext context)
    {
        TensorList list;
        int tensorInput = _existing ? 1 : 0, indexInput = tensorInput + 1;
        Value tensor = context.Input(tensorInput), indices = context.Input(indexInput);
        if (tensor.Rank == 0 || indices.Rank != 1 || indices.Count != tensor.Dim(0))
            throw KernelContext.Error($"{tensor} needs one index a row; the indices are {indices}");
        long size = _sized ? context.Integer(3) : -1;
        long highest = -1;
        for (int i = 0; i < indices.Count; i++)
        {
            long index = context.Integer(indexInput, i);
            if (index < 0 || (size >= 0 && index >= size) || index >= TensorListReserveKernel.MostElements)
                throw KernelContext.Error($"the index {index} lies outside the list");
            highest = Math.Max(highest, index);
        }
        if (_existing)
        {
            list = context.ChangedList(0, 0);
        }
        else
        {
            Span<long> shape = stackalloc long[Value.MaxRank];
            int rank = ListAccess.Merge(context.ElementShape(2, shape), shape, tensor.Shape[1..], true);
            list = context.NewList(0);
            list.Begin(tensor.Type, shape[..rank], true);
        }
        int count = (int)Math.Max(list.Count, Math.Max(highest + 1, size));
        if (count > TensorListReserveKernel.MostElements)
            throw KernelContext.Error($"a list of {count} elements is asked for; at most {TensorListReserveKernel.MostElements} are possible");
        list.Resize(count);
        for (int i = 0; i < indices.Count; i++)
            list.SetRow((int)context.Integer(indexInput, i), tensor, i);
    }
}

/// <summary><c>TensorListSplit</c>: pieces of a tensor of given lengths.</summary>
internal sealed class TensorListSplitKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Value tensor = context.Input(0), lengths = context.Input(2);
        if (tensor.Rank == 0)
            throw context.ShapeError(0, "a scalar cannot be split");
        Span<long> shape = stackalloc long[Value.MaxRank];
        int rank = context.ElementShape(1, shape);
        TensorList list = context.NewList(0);
        list.Begin(tensor.Type, shape[..Math.Max(rank, 0)], rank >= 0);
        list.Resize(lengths.Count);
        Span<long> sizes = stackalloc long[Value.MaxRank];
        tensor.Shape.CopyTo(sizes);
        long at = 0;
        for (int i = 0; i < lengths.Count; i++)
        {
            long length = context.Integer(2, i);
            if (length < 0 || at + length > tensor.Dim(0))
                throw KernelContext.Error("the lengths of the pieces do not fit the tensor");
            sizes[0] = length;
            list.SetRows(i, tensor, (int)at, sizes[..tensor.Rank]);
            at += length;
        }
        if (at != tensor.Dim(0))
            throw KernelContext.Error($"the pieces have {at} rows together, the tensor {tensor.Dim(0)}");
    }
}

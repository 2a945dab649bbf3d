using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Sparse;

/// <summary>A sparse tensor's elements in row-major order.</summary>
internal sealed class SparseReorderKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        var sparse = new SparseInput(context.Input(0), context.Input(1), context.Input(2));
        using var places = new Scratch<long>(context, sparse.Count);
        using var items = new Scratch<int>(context, sparse.Count);
        for (int i = 0; i < sparse.Count; i++)
        {
            places.Span[i] = RowMajorOrder.Place(sparse.Row(i), sparse.Shape);
            items.Span[i] = i;
        }
        RowMajorOrder.Sort(places.Span, items.Span);
        Span<long> indices = context.Allocate<long>(0, sparse.Count, sparse.Rank);
        var values = new ElementMover(context, 1, sparse.Count);
        for (int i = 0; i < sparse.Count; i++)
        {
            sparse.Row(items.Span[i]).CopyTo(indices[(i * sparse.Rank)..]);
            values.Put(i, sparse.Values, items.Span[i]);
        }
    }
}

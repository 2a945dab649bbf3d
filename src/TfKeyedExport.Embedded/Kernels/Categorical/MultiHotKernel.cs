using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Categorical;

/// <summary>How often each index occurs in each row of indices; see <see cref="Planning.MultiHotFusion"/>.</summary>
internal sealed class MultiHotKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Value indices = context.Input(0);
        long depth = context.Integer(1);
        if (depth < 0)
            throw KernelContext.Error("depth must not be negative");
        if (indices.Rank == 0)
            throw context.ShapeError(0, "the sum needs the dimension before the last one");
        Span<long> shape = stackalloc long[indices.Rank];
        indices.Shape.CopyTo(shape);
        int row = indices.Dim(indices.Rank - 1);
        shape[^1] = depth;
        Span<float> counts = context.Allocate<float>(0, shape);
        counts.Clear();
        int rows = row == 0 ? 0 : indices.Count / row;
        for (int i = 0; i < rows; i++)
        {
            Span<float> target = counts.Slice(i * (int)depth, (int)depth);
            for (int k = i * row; k < (i + 1) * row; k++)
            {
                long index = indices.Type == DataType.Int64 ? indices.Span<long>()[k] : indices.Span<int>()[k];
                if ((ulong)index < (ulong)depth)
                    target[(int)index]++;
            }
        }
    }
}

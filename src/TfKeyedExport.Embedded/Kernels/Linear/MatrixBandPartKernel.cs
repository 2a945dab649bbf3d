using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Linear;

/// <summary><c>MatrixBandPart</c>: zeros outside a band around the diagonal of each matrix.</summary>
internal sealed unsafe class MatrixBandPartKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        if (input.Rank < 2)
            throw context.ShapeError(0, "a matrix has at least two dimensions");
        int rows = input.Dim(input.Rank - 2), columns = input.Dim(input.Rank - 1), size = input.Type.Size();
        long below = context.Integer(1), above = context.Integer(2);
        if (below > rows || above > columns)
            throw KernelContext.Error($"a band of {below} below and {above} above the diagonal does not fit matrices of [{rows}, {columns}]");
        Value output = context.Allocate(0, input.Shape);
        Buffer.MemoryCopy(input.Bytes, output.Bytes, output.ByteCount, output.ByteCount);
        if (output.Count == 0)
            return;
        int matrices = output.Count / (rows * columns);
        byte* row = output.Bytes;
        for (int m = 0; m < matrices; m++)
        {
            for (int i = 0; i < rows; i++, row += (nint)columns * size)
            {
                int first = below < 0 ? 0 : (int)Math.Clamp(i - below, 0, columns);
                int last = above < 0 ? columns : (int)Math.Clamp(i + above + 1, 0, columns);
                new Span<byte>(row, first * size).Clear();
                if (last < columns)
                    new Span<byte>(row + ((nint)last * size), (columns - last) * size).Clear();
            }
        }
    }
}

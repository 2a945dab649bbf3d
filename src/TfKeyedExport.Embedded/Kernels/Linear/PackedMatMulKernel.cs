using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Embedded.Numerics.Matrices;
using TfKeyedExport.Embedded.Runtime;

namespace TfKeyedExport.Embedded.Kernels.Linear;

/// <summary>Rows times a constant matrix, with its bias and activation.</summary>
/// <param name="weights">The matrix with its bias.</param>
/// <param name="epilogue">What happens to each element.</param>
/// <param name="isBatch">Whether the rows may lie in a tensor of more than two dimensions.</param>
internal sealed unsafe class PackedMatMulKernel(PackedMatrix weights, Epilogue epilogue, bool isBatch) : Kernel
{
    private const double MultipliesPerNanosecond = 40;
    private const double PieceNanoseconds = 10_000;

    public override void Run(KernelContext context)
    {
        Value rows = context.Input(0);
        if ((isBatch ? rows.Rank < 2 : rows.Rank != 2) || rows.Dim(rows.Rank - 1) != weights.Depth)
            throw context.ShapeError(0, $"the matrix that it is multiplied by is [{weights.Depth}, {weights.Columns}]");
        Span<long> shape = stackalloc long[Value.MaxRank];
        rows.Shape.CopyTo(shape);
        shape[rows.Rank - 1] = weights.Columns;
        Value result = context.Allocate(0, shape[..rows.Rank]);
        int count = weights.Columns == 0 ? 0 : result.Count / weights.Columns;
        double nanoseconds = (double)result.Count * weights.Depth / MultipliesPerNanosecond;
        int pieces = (int)Math.Clamp(nanoseconds / PieceNanoseconds, 1, 8 * Workers.Count);
        var job = new Job(rows.Pointer<float>(), result.Pointer<float>(), count, (count + pieces - 1) / pieces, weights, epilogue);
        if (pieces == 1)
            job.Run(0);
        else
            context.Share(pieces, nanoseconds, ref job);
    }

    private readonly struct Job(float* rows, float* result, int count, int rowsPerPiece, PackedMatrix weights, Epilogue epilogue) : IJob
    {
        public void Run(int piece)
        {
            int first = piece * rowsPerPiece, size = Math.Min(rowsPerPiece, count - first);
            if (size > 0)
                MatrixProduct.Run(
                    rows + ((nint)first * weights.Depth), weights.Depth, size, weights, result + ((nint)first * weights.Columns), weights.Columns, epilogue);
        }
    }
}

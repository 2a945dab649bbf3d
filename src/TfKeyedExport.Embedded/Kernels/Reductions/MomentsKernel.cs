using TfKeyedExport.Embedded.Kernels.Arrays;
using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Embedded.Numerics.Functions;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Steps;

namespace TfKeyedExport.Embedded.Kernels.Reductions;

/// <summary>Mean and variance along one axis, see <see cref="MomentsStep"/>.</summary>
internal sealed unsafe class MomentsKernel : Kernel
{
    private const double ElementNanoseconds = 0.3;
    private const double PieceNanoseconds = 20_000;

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        int axis = Axes.Normalize(context.Integer(1), input.Rank);
        Span<long> shape = stackalloc long[Value.MaxRank];
        input.Shape.CopyTo(shape);
        shape[axis] = 1;
        Value means = context.Allocate(0, shape[..input.Rank]), variances = context.Allocate(1, shape[..input.Rank]);
        if (means.Count == 0)
            return;
        int size = input.Dim(axis), inner = Axes.Product(input.Shape[(axis + 1)..]), blocks = means.Count / inner;
        double nanoseconds = input.Count * ElementNanoseconds;
        int pieces = (int)Math.Clamp(nanoseconds / PieceNanoseconds, 1, Math.Min(blocks, 4 * Workers.Count));
        var job = new Job
        {
            Source = input.Pointer<float>(),
            Means = means.Pointer<float>(),
            Variances = variances.Pointer<float>(),
            Blocks = blocks,
            BlocksPerPiece = (blocks + pieces - 1) / pieces,
            Size = size,
            Inner = inner,
            IsLast = axis == input.Rank - 1,
        };
        if (pieces == 1)
            job.Run(0);
        else
            context.Share(pieces, nanoseconds, ref job);
    }

    private struct Job : IJob
    {
        public float* Source;
        public float* Means;
        public float* Variances;
        public int Blocks;
        public int BlocksPerPiece;
        public int Size;
        public int Inner;
        public bool IsLast;

        public readonly void Run(int piece)
        {
            int first = piece * BlocksPerPiece, last = Math.Min(Blocks, first + BlocksPerPiece);
            if (first >= last)
                return;
            // Not by what lies inside: that may be the batch, whose size decides nothing about a row's sum.
            if (IsLast)
            {
                RowMoments.Run(Source + ((nint)first * Size), last - first, Size, Means + first, Variances + first);
                return;
            }
            for (int i = first; i < last; i++)
                RowMoments.Columns(Source + ((nint)i * Size * Inner), Size, Inner, Means + ((nint)i * Inner), Variances + ((nint)i * Inner));
        }
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Linear;

/// <summary>Products of many pairs of matrices, shared between threads.</summary>
/// <typeparam name="T">The elements' type.</typeparam>
internal unsafe struct BatchProductJob<T> : IJob
    where T : unmanaged, INumberBase<T>
{
    private const double MultipliesPerNanosecond = 8;
    private const double MatrixNanoseconds = 30;
    private const double PieceNanoseconds = 20_000;

    // Multiplications of a product that is small, and how many of these are made between two looks at the watch.
    private const long SmallProduct = 1 << 16;
    private const int WatchedSmall = 16;

    /// <summary>The batch: how far its steps move in each operand and in the result.</summary>
    public required EinsumDimensions Batch;

    /// <summary>The first left matrix.</summary>
    public required T* A;

    /// <summary>How a left matrix lies.</summary>
    public required MatrixLayout Left;

    /// <summary>The first right matrix.</summary>
    public required T* B;

    /// <summary>How a right matrix lies.</summary>
    public required MatrixLayout Right;

    /// <summary>The first result.</summary>
    public required T* C;

    /// <summary>Elements from one row of a result to the next.</summary>
    public required int Stride;

    /// <summary>Where each row of a result goes, if rows or columns do not lie in order; empty if they do.</summary>
    public EinsumDimensions Rows;

    /// <summary>Where each column goes.</summary>
    public EinsumDimensions Columns;

    /// <summary>Whether results are scattered by <see cref="Rows"/> and <see cref="Columns"/>.</summary>
    public bool Scatters;

    private T* _scratch;
    private int _scratchPerPiece;
    private int _count;
    private int _perPiece;

    /// <summary>Computes all products.</summary>
    public void Run(KernelContext context)
    {
        _count = Batch.Count;
        double nanoseconds = _count * (MatrixNanoseconds + ((double)Left.Rows * Left.Columns * Right.Columns / MultipliesPerNanosecond));
        int pieces = (int)Math.Clamp(nanoseconds / PieceNanoseconds, 1, Math.Min(_count, 4 * Workers.Count));
        _perPiece = (_count + pieces - 1) / pieces;
        pieces = (_count + _perPiece - 1) / _perPiece;
        _scratchPerPiece = checked(BatchProduct<T>.ScratchSize(Left, Right) + (Scatters ? Left.Rows * Right.Columns : 0));
        Value scratch = context.Rent();
        scratch.Allocate(DataTypeFacts.Stored<T>(), [checked((long)pieces * _scratchPerPiece)], context.Call.Pool);
        _scratch = scratch.Pointer<T>();
        if (pieces == 1)
            Run(0);
        else
            context.Share(pieces, nanoseconds, ref this);
        context.Call.Return(scratch);
    }

    /// <inheritdoc/>
    public void Run(int piece)
    {
        int first = piece * _perPiece, last = Math.Min(_count, first + _perPiece);
        T* scratch = _scratch + ((nint)piece * _scratchPerPiece), result = scratch + _scratchPerPiece - (Scatters ? Left.Rows * Right.Columns : 0);
        ReadOnlySpan<int> sizes = Batch.Sizes, lefts = Batch.Left, rights = Batch.Right, outputs = Batch.Output;
        var start = new EinsumWalk(sizes, first);
        nint a = start.Offset(lefts), b = start.Offset(rights), c = start.Offset(outputs);
        Positions positions = default;
        for (int d = sizes.Length - 1, rest = first; d >= 0; d--)
            rest = Math.DivRem(rest, sizes[d], out positions[d]);
        // To look at the watch costs as much as a fiftieth of a small product.
        int watched = (long)Left.Rows * Left.Columns * Right.Columns <= SmallProduct ? WatchedSmall : 1;
        for (int i = first; i < last; i++)
        {
            if (i % watched == 0 && CallWatch.IsOver)
                return;
            BatchProduct<T>.Run(A + a, Left, B + b, Right, Scatters ? result : C + c, Stride, scratch);
            if (Scatters)
                Scatter(result, C + c);
            for (int d = sizes.Length - 1; d >= 0; d--)
            {
                a += lefts[d];
                b += rights[d];
                c += outputs[d];
                if (++positions[d] < sizes[d])
                    break;
                a -= (nint)lefts[d] * sizes[d];
                b -= (nint)rights[d] * sizes[d];
                c -= (nint)outputs[d] * sizes[d];
                positions[d] = 0;
            }
        }
    }

    private void Scatter(T* source, T* target)
    {
        var outer = new EinsumWalk(Rows.Sizes);
        for (int i = Rows.Count; i > 0; i--, outer.Next())
        {
            T* to = target + outer.Offset(Rows.Output);
            var inner = new EinsumWalk(Columns.Sizes);
            for (int j = Columns.Count; j > 0; j--, inner.Next())
                to[inner.Offset(Columns.Output)] = *source++;
        }
    }

    [InlineArray(EinsumDimensions.MostDimensions)]
    private struct Positions
    {
        private int _first;
    }
}

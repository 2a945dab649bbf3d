using System.Runtime.Intrinsics;
using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Embedded.Numerics.Functions;
using TfKeyedExport.Embedded.Numerics.Matrices;
using TfKeyedExport.Embedded.Numerics.Simd;
using TfKeyedExport.Embedded.Steps.Recurrences;

namespace TfKeyedExport.Embedded.Kernels.Recurrences;

/// <summary>Runs all rounds of a recurrence on one block of rows after the other.</summary>
internal unsafe struct RowBlocks : IJob
{
    /// <summary>Spare elements behind each slot: whole registers are read and written, of a product's last row two of them.</summary>
    public const int Slack = 32;

    /// <summary>The instructions.</summary>
    public required RowSteps Steps;

    /// <summary>Rows in all.</summary>
    public required int Rows;

    /// <summary>Rows of a block.</summary>
    public required int BlockRows;

    /// <summary>Blocks of a piece.</summary>
    public required int BlocksPerPiece;

    /// <summary>The number of rounds.</summary>
    public required int Rounds;

    /// <summary>
    /// Whether the products of a sequence's elements are computed for all rounds at once; only if there is one block, and the
    /// elements lie one behind the other.
    /// </summary>
    public required bool ComputesAhead;

    /// <summary>Of each sequence, the element of each round.</summary>
    public required byte** Elements;

    /// <summary>The states at the start, then the invariants.</summary>
    public required float** Given;

    /// <summary>Where the states go at the end.</summary>
    public required float** Results;

    /// <summary>Where the elements of each written list go.</summary>
    public required float** Written;

    /// <summary>Of each slot where it starts in a piece's memory.</summary>
    public required int* Offsets;

    /// <summary>The memory of all pieces.</summary>
    public required float* Scratch;

    /// <summary>Elements of a piece's memory.</summary>
    public required int PieceLength;

    /// <inheritdoc/>
    public void Run(int piece)
    {
        if (Vector512.IsHardwareAccelerated)
            Run<Simd512>(piece);
        else if (Vector256.IsHardwareAccelerated)
            Run<Simd256>(piece);
        else if (Vector128.IsHardwareAccelerated)
            Run<Simd128>(piece);
        else
            Run<SimdScalar>(piece);
    }

    /// <summary>The same on registers of one width.</summary>
    public readonly void Run<TSimd>(int piece)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        int slots = Steps.Widths.Length;
        float** at = stackalloc float*[slots];
        float* scratch = Scratch + ((nint)piece * PieceLength);
        int last = (int)Math.Min(Rows, ((long)piece + 1) * BlocksPerPiece * BlockRows);
        int start = piece * BlocksPerPiece * BlockRows;
        for (int first = start; first < last; first += BlockRows)
        {
            int rows = Math.Min(BlockRows, last - first);
            for (int i = 0; i < slots; i++)
                at[i] = scratch + Offsets[i];
            Begin(at, scratch, first, rows, first == start);
            for (int round = 0; round < Rounds; round++)
            {
                if (CallWatch.IsOver)
                    return;
                Round<TSimd>(at, scratch, first, rows, round);
            }
            for (int i = 0; i < Steps.States.Length; i++)
                Copy(at[Steps.States[i].Slot], Results[i] + ((nint)first * Steps.States[i].Width), rows * Steps.States[i].Width);
        }
    }

    private readonly void Begin(float** at, float* scratch, int first, int rows, bool isFirst)
    {
        for (int i = 0; i < Steps.States.Length; i++)
            Copy(Given[i] + ((nint)first * Steps.States[i].Width), at[Steps.States[i].Slot], rows * Steps.States[i].Width);
        for (int i = 0; i < Steps.Invariants.Length; i++)
        {
            int width = Steps.Invariants[i].Register.Width;
            Copy(Given[Steps.States.Length + i] + ((nint)first * width), at[Steps.Invariants[i].Slot], rows * width);
        }
        // Constants stay for a piece's other blocks, which are no larger.
        foreach (RowFeed constant in isFirst ? Steps.Constants : [])
        {
            ReadOnlySpan<float> row = constant.Register.Constants;
            for (int i = 0; i < rows; i++)
                row.CopyTo(new Span<float>(at[constant.Slot] + (i * row.Length), row.Length));
        }
        if (!ComputesAhead)
            return;
        Feed(at, scratch, first, rows, 0, pointsOnly: true);
        foreach (RowStep step in Steps.OfElements)
            Product(step, at, rows * Rounds);
    }

    private readonly void Round<TSimd>(float** at, float* scratch, int first, int rows, int round)
        where TSimd : unmanaged, ISimdFloat<TSimd>
    {
        Feed(at, scratch, first, rows, round, pointsOnly: false);
        foreach (ref readonly RowStep step in Steps.OfElements.AsSpan())
        {
            if (ComputesAhead)
                at[step.Target] += round == 0 ? 0 : rows * step.Width;
            else
                Product(step, at, rows);
        }
        foreach (ref readonly RowStep step in Steps.Rest.AsSpan())
        {
            int count = rows * step.Width;
            switch (step.Operation)
            {
                case RowOperation.Product:
                    Product(step, at, rows);
                    break;
                case RowOperation.Function:
                    ElementRun<TSimd>.Run(step.Function, at[step.Left], at[step.Right], at[step.Target], count);
                    break;
                case RowOperation.Spread:
                    RowMask<TSimd>.Spread((byte*)at[step.Left], rows, step.Width, at[step.Target]);
                    break;
                default:
                    RowMask<TSimd>.Select(at[step.Mask], at[step.Left], at[step.Right], at[step.Target], count);
                    break;
            }
        }
        End(at, first, rows, round);
    }

    private static void Product(in RowStep step, float** at, int rows) =>
        MatrixProduct.Run(at[step.Left], step.Weights!.Depth, rows, step.Weights, at[step.Target], step.Width, step.Epilogue, hasSlack: true);

    // Where a round's elements of the sequences are.
    private readonly void Feed(float** at, float* scratch, int first, int rows, int round, bool pointsOnly)
    {
        for (int i = 0; i < Steps.Elements.Length; i++)
        {
            RowFeed feed = Steps.Elements[i];
            byte* element = Elements[((nint)i * Rounds) + round];
            if (feed.Register.IsMask)
                at[feed.Slot] = (float*)(element + first);
            else if (!feed.IsCopied || pointsOnly)
                at[feed.Slot] = (float*)element + ((nint)first * feed.Register.Width);
            else
                Copy((float*)element + ((nint)first * feed.Register.Width), at[feed.Slot] = scratch + Offsets[feed.Slot], rows * feed.Register.Width);
        }
    }

    private readonly void End(float** at, int first, int rows, int round)
    {
        for (int i = 0; i < Steps.WrittenSlots.Length; i++)
        {
            // Of an element that every round sets, only the last value stays.
            bool moves = Steps.Program.Writes[i].Counter >= 0;
            if (!moves && round < Rounds - 1)
                continue;
            int width = Steps.WrittenWidths[i];
            nint element = moves ? round : 0;
            Copy(at[Steps.WrittenSlots[i]], Written[i] + (((element * Rows) + first) * width), rows * width);
        }
        foreach (ref readonly RowState state in Steps.States.AsSpan())
        {
            float* next = at[state.Next];
            if (!state.Swaps)
            {
                Copy(next, at[state.Slot], rows * state.Width);
                continue;
            }
            at[state.Next] = at[state.Slot];
            at[state.Slot] = next;
        }
    }

    private static void Copy(float* from, float* to, int count) => new ReadOnlySpan<float>(from, count).CopyTo(new Span<float>(to, count));
}

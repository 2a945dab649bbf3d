using TfKeyedExport.Embedded.Numerics;

namespace TfKeyedExport.Embedded.Kernels.Recurrences;

/// <summary>How the rows of a recurrence are cut into blocks, and how much memory the blocks need.</summary>
internal readonly struct RowLayout
{
    // What a block's slots should fit in: most of a first-level cache.
    private const int BlockFloats = 8192;

    // Whole tiles of a product, six rows or eight.
    private const int Tile = 24;

    // With as many rows as this a product's matrix is read often enough for each time that it is fetched.
    private const int FewestRows = 48;
    private const int MostRows = 192;

    // The most elements of products that are computed for all rounds at once.
    private const int MostAhead = 1 << 18;

    // Below this, another thread is not worth its pieces.
    private const double WorthSharing = 40_000;

    /// <summary>Cuts the rows.</summary>
    /// <param name="steps">The program.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="rounds">The rounds.</param>
    /// <param name="threads">The most threads; 0 for as many as there are.</param>
    public RowLayout(RowSteps steps, int rows, int rounds, int threads)
    {
        int width = 0;
        foreach (int slot in steps.Widths)
            width += slot;
        Nanoseconds = steps.RowNanoseconds * rows * rounds;
        int workers = Nanoseconds < WorthSharing ? 1 : threads > 0 ? Math.Min(threads, Workers.Count) : Workers.Count;
        int most = Math.Clamp(BlockFloats / Math.Max(1, width) / Tile * Tile, FewestRows, MostRows);
        int share = ((rows + workers - 1) / workers + 7) & ~7;
        BlockRows = Math.Min(Math.Min(most, share), rows);
        Blocks = (rows + BlockRows - 1) / BlockRows;
        int pieces = workers == 1 ? 1 : Math.Min(Blocks, 4 * workers);
        BlocksPerPiece = (Blocks + pieces - 1) / pieces;
        Pieces = (Blocks + BlocksPerPiece - 1) / BlocksPerPiece;
        long ahead = 0;
        foreach (RowStep step in steps.OfElements)
            ahead += (long)step.Width * BlockRows * rounds;
        HasRoomAhead = Blocks == 1 && ahead <= MostAhead;
        long piece = ((long)width * BlockRows) + ((long)steps.Widths.Length * 2 * RowBlocks.Slack) + (HasRoomAhead ? ahead : 0);
        Floats = piece * Pieces;
    }

    /// <summary>Rows of a block.</summary>
    public int BlockRows { get; }

    /// <summary>The number of blocks.</summary>
    public int Blocks { get; }

    /// <summary>Blocks of a piece.</summary>
    public int BlocksPerPiece { get; }

    /// <summary>The number of pieces.</summary>
    public int Pieces { get; }

    /// <summary>About how long all of it takes.</summary>
    public double Nanoseconds { get; }

    /// <summary>Whether there is room for the products of all elements at once.</summary>
    public bool HasRoomAhead { get; }

    /// <summary>Elements of memory for all pieces.</summary>
    public long Floats { get; }

    /// <summary>Places the slots in a piece's memory; gives its length.</summary>
    /// <param name="steps">The program.</param>
    /// <param name="rounds">The rounds.</param>
    /// <param name="offsets">Receives where each slot starts.</param>
    public unsafe int Place(RowSteps steps, int rounds, int* offsets)
    {
        int at = 0;
        for (int i = 0; i < steps.Widths.Length; i++)
        {
            offsets[i] = at;
            int times = HasRoomAhead && steps.IsOfElements[i] ? rounds : 1;
            // Each slot starts at the start of a cache line.
            at += ((steps.Widths[i] * BlockRows * times) + RowBlocks.Slack + 15) & ~15;
        }
        return at;
    }
}

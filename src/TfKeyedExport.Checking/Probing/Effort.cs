using TfKeyedExport.Checking.Rows;
using TfKeyedExport.Hosting;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Probing;

/// <summary>How much a check tries, in three steps, by what a row of the model costs: a check of a large net is to take seconds as well, and memory that a machine has.</summary>
/// <param name="Rows">The most sample rows.</param>
/// <param name="CallsPerThread">How many calls each thread makes.</param>
/// <param name="LargestThreadBatch">The most rows of such a call.</param>
internal sealed record Effort(int Rows, int CallsPerThread, int LargestThreadBatch)
{
    /// <summary>Every row is run about 45 times.</summary>
    private static readonly TimeSpan CheapRow = TimeSpan.FromMilliseconds(5), CostlyRow = TimeSpan.FromMilliseconds(20);

    // Inputs of one call; what a net makes of them is many times as much.
    private const long MostBytes = 8 << 20;
    private const int FewestRows = 8;

    /// <summary>What is tried of a model that answers at once.</summary>
    public static Effort Full { get; } = new(64, 4, 9);

    private static Effort Less { get; } = new(24, 2, 5);

    private static Effort Least { get; } = new(FewestRows, 1, 3);

    /// <summary>How many rows are made, before any is run: fewer of large ones.</summary>
    public static int RowsFor(ModelSignature signature, BatchLayout layout)
    {
        long bytes = signature.Inputs.Where((_, i) => layout.Batched[i]).Sum(i => i.Shape.Rank > 0 && i.Type.Size() > 0
            ? Math.Min(MostBytes, i.Shape.Dimensions[1..].ToArray().Aggregate((long)i.Type.Size(), (size, d) => Math.Min(MostBytes, size * Math.Max(1, d)))) : 0);
        return (int)Math.Clamp(MostBytes / Math.Max(1, bytes), FewestRows, Full.Rows);
    }

    /// <summary>What to try if a row takes so long.</summary>
    public static Effort For(TimeSpan row) => row <= CheapRow ? Full : row <= CostlyRow ? Less : Least;

    /// <summary>Whether a first call took so long that it is worth while to find out what a row costs: a first call prepares much that later ones find ready.</summary>
    public static bool IsWorthAsking(TimeSpan firstCall, int rows) => firstCall > rows * CheapRow;

    /// <summary>How long a row takes in a batch of all rows.</summary>
    public static TimeSpan Measure(ISignatureRunner runner, Pool pool, Batches batches, TimeProvider time, CancellationToken cancellation)
    {
        int[] rows = batches.Whole([.. Enumerable.Range(0, pool.Count)]).First();
        Tensor[] inputs = pool.Gather(rows);
        var outputs = new Tensor[runner.Signature.Outputs.Count];
        long started = time.GetTimestamp();
        runner.Run(inputs, outputs, cancellation);
        return time.GetElapsedTime(started) / rows.Length;
    }
}

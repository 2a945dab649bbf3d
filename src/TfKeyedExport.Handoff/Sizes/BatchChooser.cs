using System.Globalization;
using TfKeyedExport.Benchmarking;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Handoff.Sizes;

/// <summary>Chooses the batch sizes to allow: each that comes into question runs once, and then those are timed that did not take too long.</summary>
/// <param name="wish">What is wanted.</param>
/// <param name="load">Reads the model.</param>
/// <param name="signature">The signature.</param>
internal sealed class BatchChooser(BatchWish wish, Func<SavedModel> load, string signature)
{
    /// <summary>The most bytes of one warm-up request: what is allowed must be warmed up.</summary>
    private const long MostBytes = 64 << 20;

    private static readonly int[] Usual = [1, 8, 32, 128, 1024];

    // A batch that takes longer is no use to a server, and measuring it would take minutes.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>Chooses.</summary>
    /// <param name="host">The model, open.</param>
    /// <param name="rows">The rows to run.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="TfKeyedException">A size that was given cannot be run, or none keeps to the latency.</exception>
    public BatchPlan Choose(IModelHost host, AcceptedRows rows, CancellationToken cancellation)
    {
        IReadOnlyList<int>? given = wish.Given;
        if (rows.FixedBatchSize is { } only)
        {
            if (given is not null && (given.Count != 1 || given[0] != only))
                throw TfKeyedException.Usage($"the signature takes batches of {only} rows only", "--batch-sizes", "leave it out");
            given ??= wish.Latency is null ? [only] : null;
        }
        ISignatureRunner runner = host.Prepare(signature);
        if (given is not null)
        {
            foreach (int size in given)
                Try(runner, rows, size, isGiven: true, cancellation);
            return new BatchPlan(given, [], host.Description, wish.Latency, []);
        }
        (List<int> sizes, IReadOnlyList<string> notes) = Bearable(runner, rows, rows.FixedBatchSize is { } size0 ? [size0] : Usual, cancellation);
        var bench = new Bench([wish.Entry], load, rows.Batch) { Signature = signature, BatchSizes = sizes, Duration = wish.Duration };
        IReadOnlyList<BatchFigures> figures = bench.Run(cancellation).Engines[0].Batches;
        BatchSizeAdvice advice = BatchSizeAdvice.For(figures, wish.Latency);
        return advice.AllowedBatchSizes.Count > 0
            ? new BatchPlan(advice.AllowedBatchSizes, figures, host.Description, wish.Latency, notes)
            : throw TooSlow(figures);
    }

    private TfKeyedException TooSlow(IReadOnlyList<BatchFigures> figures)
    {
        BatchFigures quickest = figures.MinBy(f => f.P99)!;
        return TfKeyedException.Refused(
            string.Create(
                CultureInfo.InvariantCulture,
                $"no batch size keeps a p99 within {wish.Latency!.Value.TotalMilliseconds:0.###} ms: "
                    + $"the quickest, {quickest.BatchSize}, takes {quickest.P99 / 1000:0.###} ms"),
            "--latency-ms", "allow more, or name the sizes with --batch-sizes");
    }

    private static (List<int> Sizes, IReadOnlyList<string> Notes) Bearable(
        ISignatureRunner runner, AcceptedRows rows, int[] sizes, CancellationToken cancellation)
    {
        var bearable = new List<int>();
        foreach (int size in sizes)
        {
            string? why;
            try
            {
                why = Try(runner, rows, size, isGiven: bearable.Count == 0, cancellation) is var took && took > Longest && bearable.Count > 0
                    ? string.Create(CultureInfo.InvariantCulture, $"{size} rows took {took.TotalSeconds:0.0} s")
                    : null;
            }
            catch (TfKeyedException error) when (bearable.Count > 0 && error.Kind is ErrorKind.Limit or ErrorKind.Refused)
            {
                why = error.What;
            }
            if (why is not null)
                return (bearable, [$"larger batches than {bearable[^1]} were not measured: {why}"]);
            bearable.Add(size);
        }
        return (bearable, []);
    }

    private static TimeSpan Try(ISignatureRunner runner, AcceptedRows rows, int size, bool isGiven, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        long row = rows.Batch(rows.FixedBatchSize ?? 1).Sum(BytesOf) / (rows.FixedBatchSize ?? 1);
        if (row * size > MostBytes && !(isGiven && size == 1))
        {
            throw TfKeyedException.Refused(
                $"a batch of {size} rows would take {row * size:N0} bytes, and a warm-up request has {MostBytes:N0} at most",
                "--batch-sizes", "name smaller ones");
        }
        Tensor[] inputs = rows.Batch(size);
        var outputs = new Tensor[runner.Signature.Outputs.Count];
        long start = TimeProvider.System.GetTimestamp();
        runner.Run(inputs, outputs);
        return TimeProvider.System.GetElapsedTime(start);
    }

    private static long BytesOf(Tensor tensor) => tensor.Type == DataType.String
        ? (tensor.Count == 0 ? 0 : tensor.Strings.Ends[^1]) + tensor.Count
        : tensor.Bytes.Length;
}

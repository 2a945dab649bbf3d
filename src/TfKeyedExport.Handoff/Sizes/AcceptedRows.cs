using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Handoff.Sizes;

/// <summary>The sample rows that a model answers, for requests that it is certain to answer while a server loads it.</summary>
internal sealed class AcceptedRows
{
    private readonly SampleRows _rows;
    private readonly int[] _accepted;

    private AcceptedRows(SampleRows rows, int[] accepted)
    {
        _rows = rows;
        _accepted = accepted;
    }

    /// <summary>The only batch size that the signature takes; null if it takes any.</summary>
    public int? FixedBatchSize => _rows.FixedBatchSize;

    /// <summary>How many of the rows are answered.</summary>
    public int Count => _accepted.Length;

    /// <summary>Whether each input has an entry for each row.</summary>
    public bool HaveAllInputs => _rows.HaveAllInputs;

    /// <summary>Asks the model for each row alone.</summary>
    /// <param name="runner">The signature.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="TfKeyedException">It answers none of them.</exception>
    public static AcceptedRows Find(ISignatureRunner runner, SampleRows rows, CancellationToken cancellation)
    {
        int[] all = [.. Enumerable.Range(0, rows.Count)];
        // A batch of a fixed size cannot be asked row by row.
        if (rows.FixedBatchSize is not null and not 1)
            return new AcceptedRows(rows, all);
        var accepted = new List<int>();
        TfKeyedException? refusal = null;
        var outputs = new Tensor[runner.Signature.Outputs.Count];
        foreach (int row in all)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                runner.Run(rows.Batch([row]), outputs);
                accepted.Add(row);
            }
            catch (TfKeyedException error) when (error.Side == ErrorSide.Request)
            {
                refusal ??= error;
            }
        }
        return accepted.Count > 0 ? new AcceptedRows(rows, [.. accepted]) : throw TfKeyedException.Unreadable(
            $"the model answers none of the {all.Length} rows with which it was to be warmed up ({refusal?.What})", null,
            "give rows that it answers with --warmup FILE", refusal);
    }

    /// <summary>The inputs of one call, in the signature's order; rows come again and again if there are fewer.</summary>
    /// <param name="size">The number of rows.</param>
    public Tensor[] Batch(int size)
    {
        int[] rows = new int[size];
        for (int i = 0; i < size; i++)
            rows[i] = _accepted[i % _accepted.Length];
        return _rows.Batch(rows);
    }
}

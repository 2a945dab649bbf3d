using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Probing;

/// <summary>The sample rows that a model accepts, and the batch sizes.</summary>
/// <param name="Pool">The accepted rows.</param>
/// <param name="Batches">The batch sizes.</param>
/// <param name="First">The answers to all rows in their own order, if these were the first calls; null if calls failed on the way here.</param>
/// <param name="Remarks">What was refused, for the report.</param>
/// <param name="Calls">How many calls it took.</param>
internal sealed record Acceptance(Pool Pool, Batches Batches, IReadOnlyList<Tensor[]>? First, IReadOnlyList<string> Remarks, int Calls)
{
    /// <summary>The rows that the model refuses by themselves; null if there are none.</summary>
    public Pool? Refused { get; init; }

    /// <summary>Sizes that a model may want without declaring it.</summary>
    private static readonly int[] UndeclaredSizes = [2, 4, 8, 16, 32, 64, 128, 256, 3, 5, 6, 10, 12, 20, 50, 100];

    // Each takes a call's whole time limit.
    private const int MostLimited = 3;

    private const int MostSizes = 48;
    private const int LargestSize = 512;

    // Of a model that takes multiples of a size, more than one of it tells more.
    private static readonly int[] Times = [4, 3, 2];

    /// <summary>Finds out which rows a model accepts.</summary>
    /// <exception cref="UnansweredException">It accepts none.</exception>
    /// <exception cref="MissingOperationException">The engine cannot run it at all.</exception>
    /// <param name="runner">The model.</param>
    /// <param name="pool">The rows.</param>
    /// <param name="sizes">Numbers in the graph that may be sizes of a batch.</param>
    /// <param name="cancellation">Ends the calls.</param>
    public static Acceptance Find(ISignatureRunner runner, Pool pool, IEnumerable<long> sizes, CancellationToken cancellation)
    {
        var batches = new Batches(pool.Layout.FixedSize);
        if (TryWhole(runner, pool, batches, cancellation, out _) is { } first)
            return new Acceptance(pool, batches, first, [], first.Count);
        int calls = 1;
        (int[] rows, TfKeyedException? error) = AcceptedAlone(runner, pool, batches, cancellation, ref calls);
        var remarks = new List<string>();
        if (rows.Length == 0 && batches.FixedSize is null && error!.Kind != ErrorKind.Limit)
        {
            foreach (int size in UndeclaredSizes.Concat(sizes.Where(s => s is > 1 and <= LargestSize).Select(s => (int)s)).Distinct().Take(MostSizes))
            {
                if (!IsTaken(runner, pool, size, cancellation, ref calls))
                    continue;
                int times = 1;
                foreach (int more in Times)
                {
                    if (times == 1 && IsTaken(runner, pool, more * size, cancellation, ref calls))
                        times = more;
                }
                batches = new Batches(times * size) { Unit = times > 1 ? size : null };
                remarks.Add(times == 1
                    ? $"the model takes batches of {size} only, though it declares any size"
                    : $"the model takes batches of {size}, of {times * size} and the like only, though it declares any size");
                (rows, error) = AcceptedAlone(runner, pool, batches, cancellation, ref calls);
                break;
            }
        }
        if (rows.Length == 0)
        {
            // Nobody's rows would change that the engine lacks something, or that the model is damaged.
            if (error is UnimplementedException || error!.Kind is not (ErrorKind.Engine or ErrorKind.Limit))
                throw error!;
            throw new UnansweredException(error.Kind == ErrorKind.Limit
                ? $"no call was answered, also not with a single row: {error.What}{(error.Next is { } next ? $"; {next}" : "")}"
                : $"the model refuses all {pool.Count} sample rows ({error.What}): give rows that it accepts with --examples FILE "
                    + $"(JSON lines, CSV or golden cases){(error.Next is { } other ? $"; or {other}" : "")}");
        }
        if (rows.Length < pool.Count)
        {
            remarks.Add(error!.Kind == ErrorKind.Limit
                ? $"{pool.Count - rows.Length} of {pool.Count} sample rows were left out, "
                    + $"since calls with such rows do not end in time and say nothing ({error.What})"
                : $"the model refuses {pool.Count - rows.Length} of {pool.Count} sample rows; in a batch, such a row fails all others ({error.What})");
        }
        bool isLimited = error?.Kind == ErrorKind.Limit;
        Pool accepted = pool.Keep(rows);
        TfKeyedException? larger = null;
        bool isTaken = TryWhole(runner, accepted, batches, cancellation, out error) is not null;
        calls++;
        if (!isTaken && batches.FixedSize is null && accepted.Count > 1 && error!.Kind != ErrorKind.Limit
            && Ordered(runner, accepted, cancellation, ref calls) is { } ordered)
        {
            remarks.Add($"the model takes rows only in a certain order, so they were sent in that ({error.What})");
            return new Acceptance(ordered, new Batches(null) { IsOrdered = true }, null, remarks, calls);
        }
        while (!isTaken && TryWhole(runner, accepted, batches, cancellation, out error) is null && batches is { FixedSize: null, MaxSize: > 1 })
        {
            larger = error;
            calls++;
            batches = new Batches(null, Math.Min(batches.MaxSize, accepted.Count) / 2);
            if (batches.MaxSize < 1)
                batches = new Batches(null, 1);
        }
        if (batches.FixedSize is null && batches.MaxSize < accepted.Count)
            remarks.Add($"the model takes batches of at most {batches.MaxSize} rows ({larger?.What ?? "larger ones fail"})");
        int[] refused = isLimited ? [] : [.. Enumerable.Range(0, pool.Count).Except(rows)];
        return new Acceptance(accepted, batches, null, remarks, calls) { Refused = refused.Length == 0 ? null : pool.Keep(refused) };
    }

    private static bool IsTaken(ISignatureRunner runner, Pool pool, int size, CancellationToken cancellation, ref int calls) =>
        AcceptedAlone(runner, pool.Keep([0]), new Batches(size), cancellation, ref calls).Rows.Length > 0;

    /// <summary>The rows in an order in which the model takes them together; null if there is none among those that are tried.</summary>
    private static Pool? Ordered(ISignatureRunner runner, Pool pool, CancellationToken cancellation, ref int calls)
    {
        foreach (int[] order in RowOrders.Of(pool))
        {
            calls++;
            Pool ordered = pool.Keep(order);
            if (TryWhole(runner, ordered, new Batches(null), cancellation, out _) is not null)
                return ordered;
        }
        return null;
    }

    private static List<Tensor[]>? TryWhole(
        ISignatureRunner runner, Pool pool, Batches batches, CancellationToken cancellation, out TfKeyedException? error)
    {
        error = null;
        var answers = new List<Tensor[]>();
        try
        {
            foreach (int[] batch in batches.Whole(Enumerable.Range(0, pool.Count).ToArray()))
                answers.Add(Call(runner, pool, batch, cancellation));
            return answers;
        }
        catch (TfKeyedException e) when (e is not MissingOperationException)
        {
            error = e;
            return null;
        }
    }

    private static (int[] Rows, TfKeyedException? Error) AcceptedAlone(
        ISignatureRunner runner, Pool pool, Batches batches, CancellationToken cancellation, ref int calls)
    {
        var accepted = new List<int>();
        int limited = 0;
        TfKeyedException? error = null;
        for (int row = 0; row < pool.Count; row++)
        {
            calls++;
            try
            {
                // Nobody waits for the next one that does not end as long as for the first.
                int at = row;
                Patience.Wait(limited == 0 ? null : Patience.ForNextRow, token => Call(runner, pool, batches.Alone(at), token), cancellation);
                accepted.Add(row);
            }
            catch (TfKeyedException e) when (e.Kind == ErrorKind.Limit && ++limited == MostLimited)
            {
                // Rows that were not tried are left out.
                return ([.. accepted], e);
            }
            catch (TfKeyedException e) when (e is not MissingOperationException)
            {
                error = e;
            }
        }
        return ([.. accepted], error);
    }

    private static Tensor[] Call(ISignatureRunner runner, Pool pool, int[] rows, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var outputs = new Tensor[runner.Signature.Outputs.Count];
        runner.Run(pool.Gather(rows), outputs, cancellation);
        return outputs;
    }
}

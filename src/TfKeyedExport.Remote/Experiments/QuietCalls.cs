using TfKeyedExport.Checking.Results;
using TfKeyedExport.Remote.Calls;
using TfKeyedExport.Remote.Judging;
using TfKeyedExport.Remote.Rows;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Remote.Experiments;

/// <summary>What one client tries by itself: batches of all sizes, shuffled rows, equal rows, no rows, difficult keys and odd neighbours.</summary>
/// <param name="run">The calls.</param>
/// <param name="serverSizes">The sizes at which the server cuts or fills up batches, as far as it says.</param>
/// <param name="callTime">How long a call with one row takes.</param>
internal sealed class QuietCalls(RemoteRun run, IReadOnlyList<int> serverSizes, TimeSpan callTime)
{
    /// <summary>Which part of the time is gone when others shall have their turn.</summary>
    public const double PartOfTime = 0.55;

    private const int LargestUsual = 1024;
    private const long MostBytes = 16 << 20;
    private const int Neighbours = 7;

    // Of what servers allow, most sizes are powers of two, or round numbers.
    private static readonly int[] UsualSizes = [1, 2, 4, 8, 10, 16, 32, 50, 64, 100, 128, 256, 512, 1000, 1024];

    private readonly RemoteRows _rows = run.Rows;
    private readonly SortedSet<int> _taken = [];
    private double _secondsPerRow;

    /// <summary>The sizes of batches that were answered, ascending.</summary>
    public IReadOnlyCollection<int> Taken => _taken;

    /// <summary>The smallest size that was refused, and what the server said; null if none was.</summary>
    public (int Size, string Why)? TooLarge { get; private set; }

    /// <summary>Whether the time was over before everything was tried.</summary>
    public bool IsShort { get; private set; }

    /// <summary>How many odd rows stood beside ordinary ones.</summary>
    public int OddRows { get; private set; }

    /// <summary>How many odd rows were refused.</summary>
    public int OddRefused { get; private set; }

    /// <summary>A shuffled call and its answer, to show; null if none was answered.</summary>
    public (RemoteCall Call, Tensor[] Outputs)? Shown { get; private set; }

    /// <summary>Makes the calls.</summary>
    public async Task Make()
    {
        await Shuffled().ConfigureAwait(false);
        await Difficult().ConfigureAwait(false);
        await Equal().ConfigureAwait(false);
        await Sizes().ConfigureAwait(false);
        await Odd().ConfigureAwait(false);
        await Empty().ConfigureAwait(false);
        IsShort |= run.Gate.Gone >= PartOfTime;
    }

    private bool HasTime => run.Gate.Gone < PartOfTime;

    private int Whole => _rows.FixedSize ?? _rows.Count;

    private async Task Shuffled()
    {
        for (int turn = 0; turn < 4 && HasTime; turn++)
        {
            int[] order = turn switch
            {
                0 => [.. Enumerable.Range(0, _rows.Count)],
                1 => [.. Enumerable.Range(0, _rows.Count).Reverse()],
                _ => run.Dice.Permutation(_rows.Count),
            };
            int[] call = [.. Enumerable.Range(0, Whole).Select(i => order[i % order.Length])];
            var sent = new RemoteCall(turn == 0 ? PropertyNames.Neighbours : PropertyNames.Shuffled, call, _rows.Make(call));
            if (await run.Send(sent).ConfigureAwait(false) is not CallOutcome.Answered answered)
                continue;
            _secondsPerRow = Math.Max(_secondsPerRow, answered.Took.TotalSeconds / call.Length);
            if (turn > 1 && Shown is null)
                Shown = (sent, answered.Answer.Outputs);
        }
    }

    private async Task Sizes()
    {
        int largest = Math.Max(LargestUsual, serverSizes.Count > 0 ? serverSizes[^1] : 0) + 1;
        int[] sizes = _rows.FixedSize is { } only ? [only]
            : [.. UsualSizes.Concat(serverSizes).SelectMany(s => (int[])[s - 1, s, s + 1]).Where(s => s >= 1 && s <= largest && s <= _rows.MostDistinct)
                .Distinct().Order()];
        foreach (int size in sizes)
        {
            if (!HasTime || IsTooMuch(size))
            {
                IsShort = IsShort || !HasTime;
                break;
            }
            int[] which = RemoteRun.Some(size, _rows.Count, run.Dice);
            switch (await run.Send(PropertyNames.Split, which).ConfigureAwait(false))
            {
                case CallOutcome.Answered answered:
                    _taken.Add(size);
                    _secondsPerRow = answered.Took.TotalSeconds / size;
                    break;
                case CallOutcome.Failed { Fault: { IsUnreached: false } fault }:
                    TooLarge ??= (size, fault.Line);
                    break;
                default:
                    break;
            }
            // Some more tell whether it is the size; with all others, it would be told again and again.
            if (TooLarge is { } refused && size > refused.Size + 2 && !_taken.Contains(size))
                break;
        }
    }

    private bool IsTooMuch(int size)
    {
        long bytes = _rows.Pool.Columns.Where((_, i) => _rows.Pool.Layout.Batched[i]).Sum(c => Bytes(c) / Math.Max(1, _rows.Count));
        double expected = (_secondsPerRow * size) + callTime.TotalSeconds;
        return bytes * size > MostBytes || expected > 0.2 * run.Gate.Duration.TotalSeconds;
    }

    private static long Bytes(Tensor column) => column.Type == DataType.String ? column.Strings.Data.Length + column.Count : column.Bytes.Length;

    private async Task Equal()
    {
        if (!HasTime)
            return;
        int size = _rows.FixedSize ?? 8;
        int[] same = new int[size];
        await run.Send(PropertyNames.Duplicates, same).ConfigureAwait(false);
        // Equal keys on purpose: each row's answer has its key, and its place.
        int[] which = RemoteRun.Some(size, _rows.Count, run.Dice);
        Tensor[] inputs = _rows.Make(which);
        for (int i = 0; i < inputs.Length; i++)
        {
            if (_rows.Mint(i) is not null && inputs[i].Shape.Rank > 0)
                inputs[i] = inputs[i].Gather(new int[size]);
        }
        await run.Send(new RemoteCall(PropertyNames.Duplicates, which, inputs) { HasEqualKeys = true }).ConfigureAwait(false);
    }

    private async Task Empty()
    {
        if (_rows.FixedSize is null && HasTime)
            await run.Send(PropertyNames.EmptyBatch, []).ConfigureAwait(false);
    }

    private async Task Difficult()
    {
        foreach (int size in _rows.FixedSize is { } only ? (int[])[only] : [1, 5, 32])
        {
            if (HasTime)
                await run.Send(OddKeys.Call(_rows, RemoteRun.Some(size, _rows.Count, run.Dice), offset: size == 1 ? 4 : 0)).ConfigureAwait(false);
        }
        // The longest by itself: what a server refuses for its length must not hide what it does to the others.
        if (HasTime && OddKeys.Longest(_rows, RemoteRun.Some(_rows.FixedSize ?? 2, _rows.Count, run.Dice)) is { } longest)
            await run.Send(longest).ConfigureAwait(false);
    }

    private async Task Odd()
    {
        for (int kind = 0; kind < OddValues.Kinds && HasTime; kind++)
        {
            int size = _rows.FixedSize ?? (1 + Neighbours);
            int[] which = RemoteRun.Some(size, _rows.Count, run.Dice);
            if (OddValues.Call(_rows, which, run.Dice.Next(size), kind) is not { } call)
                continue;
            OddRows++;
            if (await run.Send(call).ConfigureAwait(false) is not CallOutcome.Answered)
                OddRefused++;
        }
    }
}

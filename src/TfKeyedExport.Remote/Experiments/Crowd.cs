using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Remote.Calls;
using TfKeyedExport.Remote.Judging;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Remote.Experiments;

/// <summary>
/// Many clients at one time, each with keys of its own, until the time is over: most send ordinary rows, and one sends calls that it does not wait for, that
/// cannot be answered, and that hold odd rows. Whatever that one does, the others must get their own answers.
/// </summary>
/// <param name="run">The calls.</param>
/// <param name="clients">How many.</param>
/// <param name="sizes">The sizes of batches that the server takes, ascending.</param>
/// <param name="callTime">How long a call takes when nobody else calls.</param>
/// <param name="seed">Decides what is sent.</param>
internal sealed class Crowd(RemoteRun run, int clients, IReadOnlyList<int> sizes, TimeSpan callTime, long seed)
{
    // That a server mixes rows is certain by then; what is left of the time goes to a smaller example.
    private const int EnoughWrong = 8;
    private const int SmallSizes = 40;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private long _open;
    private long _together;
    private long _malformedAnswered;

    /// <summary>The most calls that were under way at one time.</summary>
    public long MostTogether => Volatile.Read(ref _together);

    /// <summary>How many calls with inputs of unlike numbers of rows were answered all the same.</summary>
    public long MalformedAnswered => Volatile.Read(ref _malformedAnswered);

    /// <summary>Calls until the time is over, or enough is wrong.</summary>
    public Task Call() => Task.WhenAll(Enumerable.Range(0, clients).Select(i => Task.Run(() => Client(i))));

    private bool IsDone => run.Gate.IsOver || run.Ledger.WrongCalls >= EnoughWrong;

    private async Task Client(int number)
    {
        var dice = new Dice(seed + (1000L * (1 + number)));
        bool isTrouble = number == clients - 1 && clients > 1;
        TimeSpan pause = FirstPause;
        for (int turn = 0; !IsDone; turn++)
        {
            long together = Interlocked.Increment(ref _open);
            InterlockedMax(ref _together, together);
            bool isBusy;
            try
            {
                isBusy = isTrouble && turn % 2 == 1 ? await Trouble(turn / 2, dice).ConfigureAwait(false) : await Ordinary(dice).ConfigureAwait(false);
            }
            finally
            {
                Interlocked.Decrement(ref _open);
            }
            if (!isBusy)
            {
                pause = FirstPause;
                continue;
            }
            await run.Gate.Wait(pause).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    // Whether the server had no room for it, so that it is asked again later.
    private async Task<bool> Ordinary(Dice dice)
    {
        int[] which = RemoteRun.Some(Size(dice), run.Rows.Count, dice);
        return IsBusy(await run.Send(PropertyNames.Threads, which, isCrowded: true).ConfigureAwait(false));
    }

    private async Task<bool> Trouble(int turn, Dice dice)
    {
        int[] which = RemoteRun.Some(run.Rows.FixedSize ?? Math.Min(8, sizes[^1]), run.Rows.Count, dice);
        switch (turn % 4)
        {
            case 0:
                return IsBusy(await run.Send(PropertyNames.Deadlines, which, isCrowded: true, callTime * dice.NextUnit()).ConfigureAwait(false));
            case 1:
                return IsBusy(await Malformed(which).ConfigureAwait(false));
            case 2:
                return IsBusy(await Crowded(OddKeys.Call(run.Rows, which, dice.Next(32))).ConfigureAwait(false));
            default:
                RemoteCall? odd = OddValues.Call(run.Rows, which, dice.Next(which.Length), dice.Next(OddValues.Kinds));
                return odd is not null && IsBusy(await Crowded(odd).ConfigureAwait(false));
        }
    }

    private Task<CallOutcome> Crowded(RemoteCall call) => run.Send(call with { Property = PropertyNames.Threads, IsCrowded = true });

    private static bool IsBusy(CallOutcome outcome) => outcome is CallOutcome.Failed { Fault.IsBusy: true };

    // One input has a row more than the others: it must be refused, and hurt nobody else.
    private async Task<CallOutcome> Malformed(int[] which)
    {
        Tensor[] inputs = run.Rows.Make(which);
        int longer = Enumerable.Range(0, inputs.Length).Last(i => run.Rows.Pool.Layout.Batched[i]);
        inputs[longer] = inputs[longer].Gather([.. Enumerable.Range(0, which.Length), 0]);
        CallOutcome outcome = await run.Gate.Call(inputs).ConfigureAwait(false);
        if (outcome is CallOutcome.Answered)
            Interlocked.Increment(ref _malformedAnswered);
        return outcome;
    }

    // Mostly few rows, so that calls meet in batches; now and then around a size at which servers cut or fill up.
    private int Size(Dice dice)
    {
        if (run.Rows.FixedSize is { } only)
            return only;
        int[] small = [.. sizes.Where(s => s <= SmallSizes)];
        return small.Length == 0 || dice.Next(8) == 0 ? dice.Pick(sizes) : dice.Pick(small);
    }

    private static void InterlockedMax(ref long place, long value)
    {
        long seen = Volatile.Read(ref place);
        while (value > seen)
        {
            long before = Interlocked.CompareExchange(ref place, value, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }
}

using TfKeyedExport.Checking.Probing;

namespace TfKeyedExport.Checking.Trials;

/// <summary>Finds the few of many calls that it takes for another one to be answered otherwise.</summary>
/// <param name="calls">Makes calls on freshly loaded models.</param>
/// <param name="isSpent">Whether enough was tried.</param>
internal sealed class SequenceLength(FreshCalls calls, Func<bool> isSpent)
{
    private const int MostNeeded = 8;

    /// <summary>The shortest part found of some calls after which a call gets another answer; null if none is found.</summary>
    public Sequence? Shortest(int output, SampleCall[] before, SampleCall last)
    {
        if (before.Length == 0 || isSpent())
            return null;
        // What many calls left behind mostly came with one of them.
        int? turn = calls.ChangedAfter(output, before, last);
        if (turn is { } at && Try(output, [before[at - 1]], last) is { } one)
            return one;
        // What prepared it mostly came shortly before.
        IEnumerable<SampleCall[]> parts = turn is { } to ? Ends(before[..to]).Concat(Parts(before)) : Parts(before);
        return parts.Select(part => Try(output, part, last)).FirstOrDefault(found => found is not null) is { } shown
            ? WithoutMore(output, Needed(output, shown))
            : null;
    }

    private Sequence? Try(int output, SampleCall[] before, SampleCall last) =>
        !isSpent() && calls.Difference(output, before, last) is { } change ? new Sequence(before, last, change) : null;

    private static IEnumerable<SampleCall[]> Ends(SampleCall[] calls)
    {
        for (int length = 2; length < calls.Length; length *= 2)
            yield return calls[^length..];
        yield return calls;
    }

    // The first few, the last few, twice as many, and so on to all.
    private static IEnumerable<SampleCall[]> Parts(SampleCall[] calls)
    {
        for (int length = 1; length < calls.Length; length *= 2)
        {
            yield return calls[..length];
            yield return calls[^length..];
        }
        yield return calls;
    }

    // The last call that it takes, then the last one before that, and so on: each is found by halving.
    private Sequence Needed(int output, Sequence shown)
    {
        SampleCall[] before = [.. shown.Before];
        for (int needed = 0, end = before.Length; needed < MostNeeded && end > 0; needed++)
        {
            SampleCall[] rest = before[^needed..];
            if (needed > 0 && Try(output, rest, shown.Last) is { } found)
                return found;
            int without = 0;
            while (end - without > 1 && !isSpent())
            {
                int middle = without + ((end - without) / 2);
                if (Try(output, [.. before[..middle], .. rest], shown.Last) is { } shorter)
                    (shown, end) = (shorter, middle);
                else
                    without = middle;
            }
            if (isSpent())
                return shown;
            before = [.. before[..end], .. rest];
            end--;
        }
        return shown;
    }

    private Sequence WithoutMore(int output, Sequence shortest)
    {
        int chunk = Math.Max(1, shortest.Before.Count / 2);
        while (!isSpent())
        {
            bool isShorter = false;
            for (int start = 0; start < shortest.Before.Count && !isSpent();)
            {
                if (Try(output, [.. shortest.Before.Take(start), .. shortest.Before.Skip(start + chunk)], shortest.Last) is { } shorter)
                {
                    shortest = shorter;
                    isShorter = true;
                }
                else
                {
                    start += chunk;
                }
            }
            if (chunk == 1 && !isShorter)
                break;
            chunk = Math.Max(1, Math.Min(chunk / (isShorter ? 1 : 2), shortest.Before.Count / 2));
        }
        return shortest;
    }
}

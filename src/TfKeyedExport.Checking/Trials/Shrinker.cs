using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Checking.Trials;

/// <summary>Looks for a smaller call that shows the same trouble: fewer rows, or, where the batch is fixed, fewer different ones.</summary>
internal static class Shrinker
{
    private const int MaxCalls = 300;

    // What needs hundreds of thousands of rows mostly needs all of them.
    private const long MaxRows = 4_000_000;

    /// <summary>Makes the smallest finding that it can.</summary>
    /// <param name="finding">The finding to start from.</param>
    /// <param name="fixedSize">The only batch size; null if it is open.</param>
    /// <param name="again">Makes a call with some rows; null if it does not show the trouble.</param>
    public static Finding Shrink(Finding finding, int? fixedSize, Func<int[], Finding?> again)
    {
        int calls = 0;
        long sent = 0;
        Finding smallest = finding;
        int chunk = Math.Max(1, smallest.Answer.Rows.Length / 2);
        while (calls < MaxCalls && sent < MaxRows)
        {
            bool shrunk = false;
            for (int start = 0; start < smallest.Answer.Rows.Length && calls < MaxCalls && sent < MaxRows; start += chunk)
            {
                int[] rows = fixedSize is null ? Without(smallest.Answer.Rows, start, chunk) : Repeat(smallest.Answer.Rows, start, chunk);
                if (rows.Length == 0 || rows.AsSpan().SequenceEqual(smallest.Answer.Rows))
                    continue;
                calls++;
                sent += rows.Length;
                Finding? found;
                try
                {
                    found = Try(again, rows, smallest.Reason);
                }
                catch (TfKeyedException)
                {
                    // Calls that go beyond a limit take too long to try more of them.
                    return smallest;
                }
                if (found is null)
                    continue;
                smallest = found;
                shrunk = true;
                if (fixedSize is null)
                    start -= chunk;
            }
            if (chunk == 1 && !shrunk)
                break;
            chunk = Math.Max(1, shrunk ? Math.Min(chunk, Math.Max(1, smallest.Answer.Rows.Length / 2)) : chunk / 2);
        }
        return smallest;
    }

    /// <summary>Makes a call; null if it does not show the same trouble, or is refused.</summary>
    public static Finding? Try(Func<int[], Finding?> again, int[] rows, Reason? reason)
    {
        try
        {
            return again(rows) is { } found && found.Reason == reason ? found : null;
        }
        catch (TfKeyedException error) when (error.Kind != ErrorKind.Limit)
        {
            return null;
        }
    }

    private static int[] Without(int[] rows, int start, int count) => [.. rows[..start], .. rows[Math.Min(rows.Length, start + count)..]];

    private static int[] Repeat(int[] rows, int start, int count)
    {
        int[] repeated = [.. rows];
        repeated.AsSpan(start, Math.Min(count, rows.Length - start)).Fill(rows[0]);
        return repeated;
    }
}

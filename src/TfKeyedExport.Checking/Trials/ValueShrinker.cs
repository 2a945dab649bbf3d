using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Trials;

/// <summary>Looks for a call with plainer values that shows the same trouble: first many elements at a time, then each by itself.</summary>
internal static class ValueShrinker
{
    private const int MostTries = 160;
    private const int MostCalls = 600;
    private const int MostElements = 1 << 20;

    /// <summary>Makes the plainest finding that it can.</summary>
    /// <param name="finding">The finding to start from.</param>
    /// <param name="subject">The signature; keys stay as they are.</param>
    /// <param name="again">Makes the call with other rows; null if it does not show the trouble.</param>
    public static Finding Shrink(Finding finding, Subject subject, Func<Pool, Finding?> again)
    {
        BatchLayout layout = finding.Answer.Pool.Layout;
        int rows = finding.Answer.Rows.Length;
        int tries = Math.Min(MostTries, MostCalls / (rows + 1));
        int[] inputs =
        [
            .. Enumerable.Range(0, finding.Answer.Inputs.Length).Where(i => !subject.IsKeyInput(i) && CanChange(layout, i, finding.Answer.Inputs[i])),
        ];
        Finding plainest = finding;
        for (int at = 0; at < inputs.Length; at++)
        {
            int input = inputs[at];
            int left = tries / (inputs.Length - at);
            for (int size = plainest.Answer.Inputs[input].Count; size > 0 && left > 0; size /= 2)
            {
                for (int start = 0; start < plainest.Answer.Inputs[input].Count && left > 0; start += size)
                {
                    Tensor column = plainest.Answer.Inputs[input];
                    foreach (Tensor plainer in SimplerElements.Of(column, start, Math.Min(size, column.Count - start)))
                    {
                        if (left-- <= 0)
                            break;
                        tries--;
                        Finding? found;
                        try
                        {
                            found = Try(again, new Pool(layout, plainest.Answer.Inputs, rows).With(input, plainer), finding);
                        }
                        catch (TfKeyedException)
                        {
                            // Calls that go beyond a limit take too long to try more of them.
                            return plainest;
                        }
                        if (found is null)
                            continue;
                        plainest = found;
                        break;
                    }
                }
            }
        }
        return plainest;
    }

    private static bool CanChange(BatchLayout layout, int input, Tensor column) =>
        column.Count is > 0 and <= MostElements
            && (column.Type == DataType.String || column.Type.Size() > 0)
            && !layout.Ragged.Any(r => r.Splits.Contains(input));

    private static Finding? Try(Func<Pool, Finding?> again, Pool pool, Finding finding)
    {
        try
        {
            return again(pool) is { } found && found.Reason == finding.Reason && found.Property == finding.Property ? found : null;
        }
        catch (TfKeyedException error) when (error.Kind != ErrorKind.Limit)
        {
            return null;
        }
    }
}

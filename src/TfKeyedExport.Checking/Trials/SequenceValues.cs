using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Trials;

/// <summary>Puts plain values into the calls of a sequence; keys stay as they are.</summary>
/// <param name="subject">The signature.</param>
/// <param name="calls">Makes calls on freshly loaded models.</param>
internal sealed class SequenceValues(Subject subject, FreshCalls calls)
{
    private const int CallsApart = 6;
    private const int MostTries = 60;
    private const long MostRows = 20_000;

    /// <summary>The sequence with the plainest values found.</summary>
    public Sequence Plainer(int output, Sequence sequence)
    {
        if (sequence.Before.Sum(c => (long)c.Rows.Length) > MostRows)
            return sequence;
        int left = MostTries;
        // First all calls at once; where there are few, then each by itself.
        foreach (int[] some in Parts(sequence.Before.Count + 1))
        {
            for (int input = 0; input < subject.Signature.Inputs.Count; input++)
                sequence = Plainer(output, sequence, some, input, ref left);
        }
        return sequence;
    }

    private static IEnumerable<int[]> Parts(int count) =>
        Enumerable.Range(0, count <= CallsApart ? count : 0).Select(at => (int[])[at]).Prepend([.. Enumerable.Range(0, count)]);

    private Sequence Plainer(int output, Sequence sequence, int[] some, int input, ref int left)
    {
        SampleCall[] all = [.. sequence.Before, sequence.Last];
        Tensor column = all[some[0]].Pool.Columns[input];
        BatchLayout layout = all[some[0]].Pool.Layout;
        bool isFixed = subject.IsKeyInput(input) || layout.Ragged.Any(r => r.Has(input)) || (column.Type != DataType.String && column.Type.Size() == 0);
        foreach (Tensor plain in isFixed || column.Count == 0 ? [] : SimplerElements.Of(column, 0, column.Count))
        {
            if (left-- <= 0 || calls.IsOver())
                return sequence;
            SampleCall[] changed = [.. all];
            foreach (int at in some)
            {
                Pool pool = all[at].Pool;
                Tensor own = pool.Columns[input];
                if (own.Shape != column.Shape)
                    return sequence;
                changed[at] = all[at] with { Pool = pool.With(input, plain) };
            }
            if (calls.Difference(output, changed[..^1], changed[^1]) is { } change)
                return new Sequence(changed[..^1], changed[^1], change);
        }
        return sequence;
    }
}

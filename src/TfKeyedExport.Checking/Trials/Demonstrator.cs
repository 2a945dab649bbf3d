using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Errors;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Trials;

/// <summary>Makes the calls that a report shows: a few rows alone, then in a shuffled batch.</summary>
internal static class Demonstrator
{
    private const int ShownRows = 5;
    private const int ShownOutputs = 3;
    private const int LongestKey = 24;

    public static Demonstration? Show(Trial trial, CancellationToken cancellation)
    {
        ModelSignature signature = trial.Prober.Subject.Signature;
        int key = Enumerable.Range(0, signature.Inputs.Count).FirstOrDefault(i => trial.Prober.Subject.IsKeyInput(i) && trial.Pool.Layout.Batched[i], -1);
        if (key < 0 || trial.Ordinary.Count == 0)
            return null;
        int[] rows = Enumerable.Range(0, trial.Pool.Count).Where(row => IsReadable(trial.Pool.Columns[key], row))
            .Take(Math.Min(ShownRows, trial.Batches.MaxSize)).ToArray();
        if (rows.Length < 2)
            return null;
        int[] shuffled = trial.Dice.Permutation(rows.Length).Select(i => rows[i]).ToArray();
        if (shuffled.AsSpan().SequenceEqual(rows))
            Array.Reverse(shuffled);
        try
        {
            int[] batch = trial.Batches.Split(shuffled, shuffled.Length).First();
            Answer together = trial.Prober.Call(trial.Runner, trial.Pool, batch, cancellation);
            var alone = shuffled.Select(row => trial.Prober.Call(trial.Runner, trial.Pool, trial.Batches.Alone(row), cancellation)).ToList();
            var answers = trial.Ordinary
                .Where(o => together.Outputs[o].Shape.Rank > 0 && alone.All(a => a.Outputs[o].Shape.Rank > 0))
                .Take(ShownOutputs)
                .Select(o => new DemonstratedAnswer(signature.Outputs[o].Name, alone.Select(a => a.Outputs[o]).ToList(), together.Outputs[o]))
                .ToList();
            return answers.Count == 0 ? null : new Demonstration(trial.Pool.Columns[key].Gather(shuffled), answers);
        }
        catch (TfKeyedException)
        {
            return null;
        }
    }

    private static bool IsReadable(Tensor keys, int row)
    {
        if (keys.Type != DataType.String)
            return true;
        ReadOnlySpan<byte> key = keys.Strings[row * keys.RowLength()];
        return key.Length is > 0 and <= LongestKey && key.IndexOfAnyExceptInRange((byte)'!', (byte)'~') < 0;
    }
}

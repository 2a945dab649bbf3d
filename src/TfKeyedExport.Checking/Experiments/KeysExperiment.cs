using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Rows;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Experiments;

/// <summary>Sends keys of every difficult kind; that they come back is judged with every call of the check.</summary>
internal sealed class KeysExperiment : IExperiment
{
    public string Property => PropertyNames.KeysComeBack;

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        Subject subject = trial.Prober.Subject;
        if (subject.Keys.Count == 0)
            return new Outcome("no input is a key: keys would be taken off before the model and put back after it", Skipped: true);
        int[] inputs = Enumerable.Range(0, subject.Signature.Inputs.Count).Where(subject.IsLabelInput).ToArray();
        if (inputs.Length == 0)
            return new Outcome("every key was compared bit for bit in every call; the model reads them too, so only ordinary values were sent");
        SignatureArgument[] keys = inputs.Select(i => subject.Signature.Inputs[i]).ToArray();
        SendDifficult(trial, inputs, keys, cancellation);
        SendEqual(trial, inputs, cancellation);
        var kinds = keys.Select(k => $"{k.Name}: {KeyValues.Describe(k.Type)}");
        return new Outcome($"every key was compared bit for bit in every call, among them {string.Join("; ", kinds)}; equal keys in one batch too");
    }

    private static void SendDifficult(Trial trial, int[] inputs, SignatureArgument[] keys, CancellationToken cancellation)
    {
        int count = keys.Max(k => KeyValues.DifficultCount(k.Type));
        int[] modelRows = Enumerable.Range(0, count).Select(i => i % trial.Pool.Count).ToArray();
        Pool pool = trial.Pool.Keep(modelRows);
        for (int k = 0; k < inputs.Length; k++)
        {
            // Several keys start at different values, so that one which comes back as another shows.
            Tensor difficult = KeyValues.Difficult(keys[k], count, offset: 5 * k);
            if (trial.Pool.Layout.Batched[inputs[k]])
            {
                pool = pool.With(inputs[k], difficult);
                continue;
            }
            for (int i = 0; i < count; i++)
                trial.Try(trial.Pool.With(inputs[k], KeyValues.Constant(keys[k], i)), trial.Batches.Alone(i % trial.Pool.Count), cancellation);
        }
        foreach (int[] batch in trial.Batches.Whole(Enumerable.Range(0, count).ToArray()))
            Judge(trial, trial.Try(pool, batch, cancellation), modelRows);
    }

    // What is sent with difficult keys are ordinary rows: these calls have sizes that no other has, so their answers are compared too.
    private static void Judge(Trial trial, Answer? answer, int[] modelRows)
    {
        if (answer is not null)
            trial.Compare(PropertyNames.Split, answer with { Rows = [.. answer.Rows.Select(row => modelRows[row])] }, trial.Comparable.Where(o => !trial.KeyDependent.Contains(o)));
    }

    private static void SendEqual(Trial trial, int[] inputs, CancellationToken cancellation)
    {
        Pool pool = trial.Pool;
        int[] first = new int[pool.Count];
        foreach (int input in inputs.Where(i => pool.Layout.Batched[i]))
            pool = pool.With(input, pool.Columns[input].Gather(first));
        int[] all = [.. Enumerable.Range(0, pool.Count)];
        foreach (int[] batch in trial.Batches.Whole(all))
            Judge(trial, trial.Try(pool, batch, cancellation), all);
    }
}

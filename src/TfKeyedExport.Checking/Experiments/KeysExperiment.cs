using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Checking.Trials;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Experiments;

/// <summary>Sends keys of every difficult kind; that they come back is judged with every call of the check.</summary>
internal sealed class KeysExperiment : IExperiment
{
    public string Property => PropertyNames.KeysComeBack;

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        const string Every = "every key was compared bit for bit in every call";
        Subject subject = trial.Prober.Subject;
        if (subject.Keys.Count == 0)
            return new Outcome("no input is a key: keys would be taken off before the model and put back after it", Skipped: true);
        int[] inputs = [.. Enumerable.Range(0, subject.Signature.Inputs.Count).Where(subject.IsKeyInput)];
        int[] free = [.. inputs.Where(subject.IsFreeInput)], alone = [.. inputs.Where(i => !subject.IsFreeInput(i) && MayHaveAnyValue(subject, i))];
        var sent = new List<string>();
        if (free.Length > 0)
        {
            SignatureArgument[] keys = free.Select(i => subject.Signature.Inputs[i]).ToArray();
            SendDifficult(trial, free, keys, cancellation);
            SendEqual(trial, free, cancellation);
            sent.Add($"{string.Join("; ", keys.Select(k => $"{k.Name}: {KeyValues.Describe(k.Type)}"))}; equal keys in one batch too");
        }
        sent.AddRange(alone.Select(input => SendOneByOne(trial, input, cancellation)));
        string[] read = [.. inputs.Except(free).Except(alone).Select(i => subject.Signature.Inputs[i].Name)];
        return new Outcome(Every + (sent.Count > 0 ? $", among them {string.Join("; ", sent)}" : "")
            + (read.Length > 0 ? $"; the model reads {string.Join(", ", read)} too, so only ordinary values were sent there" : ""));
    }

    // What a model reads as a number may be a size to it.
    private static bool MayHaveAnyValue(Subject subject, int input) => subject.IsLabelInput(input) || subject.Signature.Inputs[input].Type == DataType.String;

    // A key that something happens to: a value that this cannot take must not hide what it does to the others.
    private static string SendOneByOne(Trial trial, int input, CancellationToken cancellation)
    {
        SignatureArgument key = trial.Prober.Subject.Signature.Inputs[input];
        int count = KeyValues.DifficultCount(key.Type), refused = 0;
        for (int i = 0; i < count; i++)
        {
            bool isColumn = trial.Pool.Layout.Batched[input];
            Pool row = trial.Pool.Keep([i % trial.Pool.Count]).With(input, isColumn ? KeyValues.Difficult(key, 1, i) : KeyValues.Constant(key, i));
            refused += trial.Accepts(row, trial.Batches.Alone(0), cancellation) ? 0 : 1;
        }
        return $"{key.Name}: {KeyValues.Describe(key.Type)}, one by one{(refused > 0 ? $", of which the model refused {refused} of {count}" : "")}";
    }

    private static void SendDifficult(Trial trial, int[] inputs, SignatureArgument[] keys, CancellationToken cancellation)
    {
        int count = keys.Max(k => KeyValues.DifficultCount(k.Type));
        int[] modelRows = trial.Batches.Ordered([.. Enumerable.Range(0, count).Select(i => i % trial.Pool.Count)]);
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
            trial.Compare(
                PropertyNames.Split, answer with { Rows = [.. answer.Rows.Select(row => modelRows[row])], Pool = trial.Pool },
                trial.Comparable.Where(o => !trial.KeyDependent.Contains(o)));
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

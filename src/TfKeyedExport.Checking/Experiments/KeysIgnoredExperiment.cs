using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Checking.Trials;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Experiments;

/// <summary>Sends the same rows with other keys.</summary>
internal sealed class KeysIgnoredExperiment : IExperiment
{
    public string Property => PropertyNames.KeysIgnored;

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        Subject subject = trial.Prober.Subject;
        int[] inputs = Enumerable.Range(0, subject.Signature.Inputs.Count).Where(i => subject.IsLabelInput(i) && trial.Pool.Layout.Batched[i]).ToArray();
        if (inputs.Length == 0)
            return new Outcome("there is no key that is only a label", Skipped: true);
        int[] next = Enumerable.Range(0, trial.Pool.Count).Select(i => (i + 1) % trial.Pool.Count).ToArray();
        Pool pool = trial.Pool;
        foreach (int input in inputs)
            pool = pool.With(input, pool.Columns[input].Gather(next));
        var dependent = new SortedSet<string>(StringComparer.Ordinal);
        foreach (Answer first in trial.First)
        {
            if (trial.Try(pool, first.Rows, cancellation) is not { } other)
                return new Outcome("the model refused the same rows with other keys", Skipped: true);
            foreach (int output in trial.Comparable.ToList())
            {
                if (Enumerable.Range(0, first.Rows.Length).All(i => trial.Judge.SameCall(output, first, other, i)))
                    continue;
                trial.KeyDependent.Add(output);
                dependent.Add(subject.Signature.Outputs[output].Name);
            }
        }
        return dependent.Count == 0
            ? new Outcome("the same rows with other keys got the same answers")
            : new Outcome($"{string.Join(", ", dependent)} also depends on the key: it is an input of the model, not only a label", Skipped: true);
    }
}

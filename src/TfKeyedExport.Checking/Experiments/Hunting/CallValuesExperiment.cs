using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Checking.Trials;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Experiments.Hunting;

/// <summary>Sends other values of inputs that hold one value for a whole call: a mode, a threshold, a switch.</summary>
internal sealed class CallValuesExperiment(OddRows odd, HuntFocus focus) : IExperiment
{
    private const int Rows = 8;
    private const int MostOfEach = 24;
    private const int MostPairs = 64;
    private const int MostForPairs = 8;

    // Each is asked of a freshly loaded model.
    private const int MostKept = 6;
    private const int MostKeptOfInput = 2;

    public string Property => PropertyNames.Split;

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        Subject subject = trial.Prober.Subject;
        int[] inputs = [.. Enumerable.Range(0, subject.Signature.Inputs.Count).Where(i => IsOne(trial, subject, i))
            .OrderBy(i => focus.Inputs.Contains(subject.Signature.Inputs[i].Name) ? 0 : 1)];
        if (inputs.Length == 0)
            return new Outcome("", Skipped: true);
        if (trial.Hunted.Count == 0)
            return new Outcome("other values of inputs that have one a call would tell no more", Skipped: true);
        Pool rows = trial.Pool.Keep(trial.Batches.Ordered([.. trial.Dice.Permutation(trial.Pool.Count).Take(Rows)]));
        int left = Math.Max(4, trial.Workload.Calls / 16), tried = 0;
        var taken = new Dictionary<int, List<Tensor>>();
        foreach (int input in inputs)
        {
            taken[input] = [trial.Pool.Columns[input]];
            foreach (Tensor value in Values(subject.Signature.Inputs[input], trial.Pool.Columns[input], trial.Dice))
            {
                if (left-- <= 0 || Try(trial, rows.With(input, value), cancellation) is not { } answer)
                    continue;
                taken[input].Add(value);
                if (taken[input].Count <= 1 + MostKeptOfInput && trial.OtherValues.Count < MostKept)
                    trial.OtherValues.Add(answer);
            }
            tried += taken[input].Count - 1;
        }
        tried += Pairs(trial, rows, inputs, taken, Math.Min(left, MostPairs), cancellation);
        trial.Tally.CallValues = tried;
        string names = string.Join(", ", inputs.Select(i => subject.Signature.Inputs[i].Name));
        return tried == 0
            ? new Outcome($"the model refuses other values of {names}", Skipped: true)
            : new Outcome($"and with {tried} other values of {names}");
    }

    private static bool IsOne(Trial trial, Subject subject, int input) =>
        !trial.Pool.Layout.Batched[input] && !trial.Pool.Layout.Ragged.Any(r => r.Has(input)) && !subject.IsLabelInput(input)
        && subject.Signature.Inputs[input].Type is var type && (type == DataType.String || type.Size() > 0);

    private IEnumerable<Tensor> Values(SignatureArgument input, Tensor usual, Dice dice)
    {
        if (usual.Count == 0)
            return [];
        IEnumerable<Tensor> small = input.Type == DataType.String ? [] : ((double[])[0, 1, 2, 3, 5]).Select(v => OddElements.With(usual, -1, v));
        // Values may be equal to each other, as true is to all numbers but one.
        var distinct = new List<Tensor>();
        foreach (Tensor value in odd.Recipes(input).OrderBy(r => r.Urgency).Select(r => r.Change(usual, dice)).Take(4 * MostOfEach).Concat(small))
        {
            if (!value.BitEquals(usual) && !distinct.Exists(d => d.BitEquals(value)))
                distinct.Add(value);
        }
        return distinct.Count <= MostOfEach ? distinct : [.. distinct.Take(MostOfEach - 6), .. distinct.TakeLast(6)];
    }

    private int Pairs(Trial trial, Pool rows, int[] inputs, Dictionary<int, List<Tensor>> taken, int left, CancellationToken cancellation)
    {
        int tried = 0;
        for (int i = 0; i < inputs.Length; i++)
        {
            for (int j = i + 1; j < inputs.Length; j++)
            {
                foreach (Tensor one in taken[inputs[i]].Skip(1).Take(MostForPairs))
                {
                    foreach (Tensor other in taken[inputs[j]].Skip(1).Take(MostForPairs))
                        tried += left-- > 0 && Try(trial, rows.With(inputs[i], one).With(inputs[j], other), cancellation) is not null ? 1 : 0;
                }
            }
        }
        return tried;
    }

    // The answer to one of the calls; null if the model takes none.
    private Answer? Try(Trial main, Pool pool, CancellationToken cancellation)
    {
        Trial trial = main.With(pool, mayNotEnd: true);
        var taken = new List<int>();
        for (int row = 0; row < pool.Count; row++)
        {
            if (HuntedRows.RunAlone(main, trial, row, cancellation))
                taken.Add(row);
            else if (row == 1 && taken.Count == 0)
                return null;
        }
        int[] order = [.. taken];
        Answer? answer = null;
        foreach (int[] batch in HuntedRows.Batch(trial, order).Concat(HuntedRows.Batch(trial, [.. order.Reverse()])).Concat(trial.Batches.Split(order, 3)))
            answer = trial.Compare(Property, batch, cancellation) ?? answer;
        // And beyond what a small batch holds.
        if (trial.Batches.FixedSize is null && order.Length > 0)
            answer = trial.Compare(Property, trial.Dice.Many(order, Math.Min(40, trial.Batches.MaxSize)), cancellation) ?? answer;
        return answer;
    }
}

using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Formats.Values;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Trials;

/// <summary>Tells chance from state when an answer changes from call to call.</summary>
/// <remarks>
/// Where nothing is written, it is chance; so it is if a freshly loaded model does not give the first answer again. If it does, calls change the
/// model: it counts, adds up or remembers. One thing looks like that and is not: a random generator with a fixed seed, which gives the same sequence
/// after each load. Its answers go up and down, and what the earlier calls asked for makes no difference to them.
/// </remarks>
internal static class ChangeJudge
{
    private const int Calls = 8;

    /// <summary>The reason for each of some outputs.</summary>
    public static IReadOnlyDictionary<int, Reason> Judge(
        Trial trial, Func<FreshHost> openFresh, IReadOnlyCollection<int> outputs, CancellationToken cancellation)
    {
        if (!trial.Causes.MayWrite)
            return outputs.ToDictionary(o => o, _ => Reason.Random);
        var reasons = outputs.ToDictionary(o => o, _ => Reason.State);
        if (!trial.Causes.MayDraw)
            return reasons;
        var sequences = new List<List<Answer>>();
        using (FreshHost fresh = openFresh())
        {
            for (int call = 0; call < Calls; call++)
                sequences.Add(CallAll(trial, fresh, f => f.Rows, cancellation));
        }
        var unclear = new List<int>();
        foreach (int output in outputs)
        {
            if (!SameAsFirst(trial, output, sequences[0]))
                reasons[output] = Reason.Random;
            else if (GoesUpAndDown(sequences.Select(s => s[0].Outputs[output]).ToList()))
                unclear.Add(output);
        }
        if (unclear.Count == 0)
            return reasons;
        using (FreshHost fresh = openFresh())
        {
            CallAll(trial, fresh, f => trial.Batches.Ordered([.. f.Rows.Reverse()]), cancellation);
            List<Answer> second = CallAll(trial, fresh, f => f.Rows, cancellation);
            foreach (int output in unclear.Where(o => Same(trial, o, sequences[1], second)))
                reasons[output] = Reason.Random;
        }
        return reasons;
    }

    private static List<Answer> CallAll(Trial trial, FreshHost fresh, Func<Answer, int[]> rows, CancellationToken cancellation) =>
        trial.First.Select(f => trial.Prober.Call(fresh.Runner, trial.Pool, rows(f), cancellation)).ToList();

    private static bool SameAsFirst(Trial trial, int output, List<Answer> answers) => Same(trial, output, [.. trial.First], answers);

    private static bool Same(Trial trial, int output, List<Answer> left, List<Answer> right)
    {
        for (int call = 0; call < left.Count; call++)
        {
            Tensor one = left[call].Outputs[output], two = right[call].Outputs[output];
            if (one.Shape != two.Shape || Enumerable.Range(0, (int)one.Shape[0]).Any(i => !trial.Judge.SameCall(output, left[call], right[call], i)))
                return false;
        }
        return true;
    }

    /// <summary>Whether one element's values rise and fall from call to call, as random ones do; of what is no number, whether it changes twice.</summary>
    private static bool GoesUpAndDown(List<Tensor> answers)
    {
        int elements = answers.Min(a => a.Count);
        for (int element = 0; element < elements; element++)
        {
            var values = answers.Select(a => Numbers.Any(a, element)).ToList();
            bool rises = values.Zip(values.Skip(1)).Any(p => p.First < p.Second);
            bool falls = values.Zip(values.Skip(1)).Any(p => p.First > p.Second);
            // What changes once and then stays has been told something: chance goes on.
            if (values.Contains(null) ? Changes(answers, element) > 1 : rises && falls)
                return true;
        }
        return false;
    }

    private static int Changes(List<Tensor> answers, int element) => answers
        .Zip(answers.Skip(1)).Count(p => ValueText.Element(p.First, element) != ValueText.Element(p.Second, element));
}

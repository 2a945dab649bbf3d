using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Trials;

/// <summary>Turns the rows that got different answers into findings: wrong order, another width, or rows that mix.</summary>
internal static class Settlement
{
    private const int MostExamined = 16;

    /// <summary>Settles all outputs.</summary>
    public static void Settle(Trial trial)
    {
        foreach (int output in trial.Comparable.ToList())
        {
            List<Deviation> deviations = [.. trial.All.SelectMany(t => t.Ledger(output).Deviations)];
            if (deviations.Count == 0)
                continue;
            Reason reason = ReasonFor(trial.All, output, deviations);
            foreach (Deviation deviation in deviations)
                trial.Findings.Add(output, Explain(deviation, output, reason));
        }
    }

    /// <summary>What one trial's rows show of an output, by themselves; null if they show nothing.</summary>
    public static Finding? Find(Trial trial, int output)
    {
        IReadOnlyList<Deviation> deviations = trial.Ledger(output).Deviations;
        return deviations.Count == 0 ? null : Explain(deviations[0], output, ReasonFor([trial], output, deviations));
    }

    private static Reason ReasonFor(IReadOnlyList<Trial> trials, int output, IReadOnlyList<Deviation> deviations) =>
        Padding.ExplainsAll(deviations, output) ? Reason.Width
            : trials.All(t => IsOrder(t, output, t.Ledger(output).Deviations)) ? Reason.Order : Reason.RowsMix;

    /// <summary>The finding that rows of one call show, compared with the answers that they got alone; null if they got the same.</summary>
    public static Finding? Judge(Trial trial, int output, string property, Reason reason, Answer answer)
    {
        Tensor got = answer.Outputs[output];
        if (got.Shape.Rank == 0 || got.Shape[0] != answer.Rows.Length)
            return null;
        for (int i = 0; i < answer.Rows.Length; i++)
        {
            if (trial.Reference(output, answer.Rows[i]) is { } expected && !trial.Judge.SameElsewhere(output, answer, i, expected, samePlace: false)
                && !Contagion.Explains(answer, output, i, expected))
                return Explain(new Deviation(property, answer, i, expected, SamePlace: false), output, reason);
        }
        return null;
    }

    private static Finding Explain(Deviation deviation, int output, Reason reason)
    {
        Tensor got = deviation.Answer.Outputs[output].Row(deviation.Row);
        return new Finding(deviation.Property, reason, deviation.Answer, deviation.Row, deviation.Expected, got, reason switch
        {
            Reason.Order => "the row gets the answer of another row of its batch",
            Reason.Width => $"the row's answer of shape {Padding.RowShape(deviation.Expected)} is filled up to {Padding.RowShape(got)} beside wider rows",
            _ when deviation.SamePlace => "the row's answer changes when only other rows of its batch change",
            _ => "the row gets another answer than alone",
        });
    }

    /// <summary>Whether all calls that went wrong gave the right values, though to the wrong rows.</summary>
    private static bool IsOrder(Trial trial, int output, IReadOnlyList<Deviation> deviations)
    {
        // The smallest batches say as much as the largest.
        Answer[] answers = [.. deviations.Select(d => d.Answer).Distinct().OrderBy(a => a.Rows.Length).Take(MostExamined)];
        return answers.All(answer =>
        {
            Tensor?[] references = [.. answer.Rows.Select(row => trial.Reference(output, row))];
            if (references.Contains(null) || TensorRows.Concatenate(references!) is not { } expected)
                return false;
            Tensor got = answer.Outputs[output];
            return expected.SameRowShape(got) && RowMatching.SameColumns(expected, got);
        });
    }
}

using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Rows;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Judging;

/// <summary>Turns the rows that got different answers into findings: wrong order, rows that mix, or only rounding.</summary>
internal static class Settlement
{
    /// <summary>Settles all outputs.</summary>
    /// <returns>Remarks on what was taken for rounding.</returns>
    public static IReadOnlyList<string> Settle(Trial trial)
    {
        var remarks = new List<string>();
        foreach (int output in trial.Comparable.ToList())
        {
            Ledger ledger = trial.Ledger(output);
            if (ledger.Deviated == 0)
                continue;
            if (ledger.IsRounding)
            {
                string name = trial.Prober.Subject.Signature.Outputs[output].Name;
                remarks.Add(
                    $"{name}: {ledger.Deviated} of {ledger.Compared} answers changed with the batch's size, none with its neighbours: rounding at a step or threshold");
                continue;
            }
            bool order = IsOrder(trial, output, ledger);
            foreach (Deviation deviation in ledger.Deviations)
                trial.Findings.Add(output, Explain(deviation, output, order));
        }
        return remarks;
    }

    /// <summary>The finding that rows of one call show, compared with the answers that they got alone; null if they got the same.</summary>
    public static Finding? Judge(Trial trial, int output, string property, Reason reason, Answer answer)
    {
        Tensor got = answer.Outputs[output];
        if (got.Shape.Rank == 0 || got.Shape[0] != answer.Rows.Length)
            return null;
        for (int i = 0; i < answer.Rows.Length; i++)
        {
            if (trial.Reference(output, answer.Rows[i]) is { } expected && !trial.Comparer(output).Same(got, i, expected, 0))
                return Explain(new Deviation(property, answer, i, expected, SamePlace: false), output, reason == Reason.Order);
        }
        return null;
    }

    private static Finding Explain(Deviation deviation, int output, bool order) => new(
        deviation.Property,
        order ? Reason.Order : Reason.RowsMix,
        deviation.Answer,
        deviation.Row,
        deviation.Expected,
        deviation.Answer.Outputs[output].Row(deviation.Row),
        order
            ? "the row gets the answer of another row of its batch"
            : deviation.SamePlace ? "the row's answer changes when only other rows of its batch change" : "the row gets another answer than alone");

    /// <summary>Whether all calls that went wrong gave the right answers, though to the wrong rows.</summary>
    private static bool IsOrder(Trial trial, int output, Ledger ledger)
    {
        Answer[] answers = ledger.Deviations.Select(d => d.Answer).Distinct().ToArray();
        return answers.All(answer =>
        {
            Tensor?[] references = answer.Rows.Select(row => trial.Reference(output, row)).ToArray();
            if (references.Contains(null) || TensorRows.Stack(references!) is not { } expected || !expected.SameRowShape(answer.Outputs[output]))
                return false;
            int spare = (int)(answer.Rows.Length * Ledger.RoundingShare);
            return RowMatching.SameRows(expected, answer.Outputs[output], trial.Comparer(output).Same, spare);
        });
    }
}

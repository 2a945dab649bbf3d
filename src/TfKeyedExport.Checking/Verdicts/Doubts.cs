using TfKeyedExport.Checking.Experiments;
using TfKeyedExport.Checking.Trials;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Verdicts;

/// <summary>Why nothing that was tried could have shown that an output is unsafe.</summary>
/// <param name="trial">What was tried.</param>
/// <param name="plan">How far it came.</param>
/// <param name="isConstant">Whether an output depends on no value of any input.</param>
internal sealed class Doubts(Trial trial, CheckPlan plan, Func<int, bool> isConstant)
{
    /// <summary>Why, and what to give, as a sentence without a full stop; null if the output was put to the test.</summary>
    /// <param name="output">The output.</param>
    /// <param name="isProved">Whether the graph proves it safe, so that sample answers need not show it.</param>
    public string? Of(int output, bool isProved)
    {
        if (!trial.Ordinary.Contains(output))
            return null;
        string name = trial.Prober.Subject.Signature.Outputs[output].Name;
        if (trial.Batches is { FixedSize: null, MaxSize: 1 })
            return "the model took single rows only, though it declares a batch of any size: nothing is known of larger ones; "
                + "give rows that it takes together with --examples FILE, or save it with a fixed batch of 1";
        Tensor[] answers = [.. Enumerable.Range(0, trial.Pool.Count).Select(row => trial.Reference(output, row)).OfType<Tensor>()];
        if (isProved && answers.Length > 0)
            return null;
        if (!plan.HasOtherCompany)
            return plan.WhyTooShort ?? "the model answers the sample rows all together only, and refuses each alone, in smaller batches and beside other rows"
                + $"{(trial.Refusals.Count > 0 ? $", such as {trial.Refusals[0]}" : "")}: give rows that it takes in any company with --examples FILE";
        if (answers.Length == 0)
            return plan.WhyTooShort ?? $"no answer to a single row tells what {name} should be";
        if (answers[0].Shape.Rank > 0 && answers.All(a => RowEquality.Same(a, 0, answers[0], 0)) && !isConstant(output))
        {
            string what = answers[0].Count == 0 ? "is empty" : "is the same";
            return answers.Length == 1
                ? $"one sample row cannot get another's answer in {name}: give more with --rows N or --examples FILE"
                : $"the answer {name} {what} for all {answers.Length} sample rows, so a wrong one would not show: "
                    + "give rows whose answers differ with --examples FILE";
        }
        return trial.Judge.WhyUnclear(output) ?? plan.WhyTooShort;
    }
}

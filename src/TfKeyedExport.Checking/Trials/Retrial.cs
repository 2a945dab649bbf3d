using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Trials;

/// <summary>Calls that show again what a finding showed.</summary>
internal static class Retrial
{
    /// <summary>How to show a finding again with other rows; null if it cannot be shown at will.</summary>
    /// <param name="trial">What the experiments share.</param>
    /// <param name="output">The output.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="pool">The rows to show it with: the trial's, perhaps with other keys.</param>
    /// <param name="cancellation">Ends the calls.</param>
    public static Func<int[], Finding?>? Of(Trial trial, int output, Finding finding, Pool pool, CancellationToken cancellation)
    {
        if (finding.Answer.Rows.Length == 0)
            return null;
        return finding.Reason switch
        {
            Reason.RowCount => rows => RowCount(Call(rows)),
            Reason.Order or Reason.RowsMix or Reason.Width when finding.Property != PropertyNames.KeysComeBack =>
                rows => Settlement.Judge(trial, output, finding.Property, finding.Reason.Value, Call(rows)),
            Reason.Random or Reason.State when finding.Property == PropertyNames.Repeatable => rows => Repeat(Call(rows), Call(rows)),
            _ => null,
        };

        Answer Call(int[] rows) => trial.Prober.Call(trial.Runner, pool, rows, cancellation);

        Finding? RowCount(Answer answer)
        {
            Tensor got = answer.Outputs[output];
            return got.Shape.Rank > 0 && got.Shape[0] == answer.Rows.Length
                ? null
                : finding with
                {
                    Answer = answer,
                    Got = got,
                    Explanation = $"a batch of {(answer.Rows.Length == 1 ? "1 row" : $"{answer.Rows.Length} rows")} gave an answer of shape {got.Shape}",
                };
        }

        Finding? Repeat(Answer first, Answer again)
        {
            Tensor one = first.Outputs[output];
            Tensor two = again.Outputs[output];
            int row = one.Shape != two.Shape
                ? -1
                : Enumerable.Range(0, first.Rows.Length).FirstOrDefault(i => !trial.Judge.SameCall(output, first, again, i), -1);
            return row < 0 ? null : finding with { Answer = again, Row = row, Expected = one.Row(row), Got = two.Row(row) };
        }
    }
}

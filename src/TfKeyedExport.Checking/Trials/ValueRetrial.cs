using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Trials;

/// <summary>Makes a call again with other values, and tells whether it still shows what a finding showed.</summary>
internal static class ValueRetrial
{
    /// <summary>How to show a finding with other values; null if it cannot be shown at will.</summary>
    /// <param name="trial">The trial of the finding's rows.</param>
    /// <param name="output">The output.</param>
    /// <param name="finding">The finding.</param>
    /// <param name="cancellation">Ends the calls.</param>
    public static Func<Pool, Finding?>? Of(Trial trial, int output, Finding finding, CancellationToken cancellation)
    {
        if (finding.Answer.Rows.Length == 0 || finding.Property == PropertyNames.KeysComeBack)
            return null;
        bool isOdd = Enumerable.Range(0, finding.Answer.Rows.Length).Any(finding.Answer.IsOdd);
        return finding.Reason switch
        {
            Reason.Order or Reason.RowsMix or Reason.Width => Rows,
            Reason.RowCount or Reason.Random when Retrial.Of(trial, output, finding, finding.Answer.Pool, cancellation) is not null =>
                pool => Retrial.Of(trial, output, finding, pool, cancellation)!(SampleCall.Whole(pool).Rows),
            _ => null,
        };

        Finding? Rows(Pool pool)
        {
            Trial other = trial.With(pool, isOdd ? 0 : int.MaxValue, Boundless.IsIn(pool) ? 0 : int.MaxValue);
            try
            {
                Answer answer = Call(other, SampleCall.Whole(pool).Rows);
                Tensor got = answer.Outputs[output];
                if (got.Shape.Rank == 0 || got.Shape[0] != pool.Count)
                    return null;
                for (int row = 0; row < pool.Count; row++)
                    other.SetReference(output, row, Call(other, trial.Batches.Alone(row)).Outputs[output].Row(0));
                other.Compare(finding.Property, answer, [output]);
                return Settlement.Find(other, output);
            }
            finally
            {
                trial.Drop(other);
            }
        }

        Answer Call(Trial other, int[] rows) =>
            Patience.Wait(Patience.ForHelp, token => other.Prober.Call(trial.Runner, other.Pool, rows, token), cancellation);
    }
}

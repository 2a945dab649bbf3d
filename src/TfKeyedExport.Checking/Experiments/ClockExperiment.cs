using System.Globalization;
using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Searching;
using TfKeyedExport.Checking.Trials;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Experiments;

/// <summary>Asks a model that asks for the time the same at other times: a check takes less than a second, and a licence a year.</summary>
/// <param name="graph">The signature's graph; null if it cannot be followed.</param>
/// <param name="openAt">Opens the model anew, with a clock that shows a time; null if no engine at hand has a clock that can be set.</param>
/// <param name="now">The time.</param>
internal sealed class ClockExperiment(Graph? graph, Func<DateTimeOffset, FreshHost>? openAt, DateTimeOffset now) : IExperiment
{
    public string Property => PropertyNames.Repeatable;

    /// <summary>Says what a clock did.</summary>
    public static string Explain(DateTimeOffset before, DateTimeOffset after) => string.Create(
        CultureInfo.InvariantCulture, $"the same call gets another answer at {after:u} than at {before:u}, since it follows the clock");

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        if (!ClockTimes.Asks(graph) || openAt is null)
            return new Outcome("", Skipped: true);
        // What changes from call to call by itself, follows the clock more often than chance if the model asks for the time.
        var left = trial.Ordinary.Where(o => trial.Findings.Of(o).All(f => f.Reason is Reason.Random or Reason.State)).ToHashSet();
        int tried = 0;
        try
        {
            List<Answer> before = At(now, trial.First);
            foreach (DateTimeOffset time in ClockTimes.Of(graph!, now, !trial.Effort.IsReduced).TakeWhile(_ => left.Count > 0))
            {
                List<Answer> after = At(time, trial.First);
                tried++;
                foreach (int output in left.ToArray())
                {
                    Finding? found = Enumerable.Range(0, before.Count).Select(i => Shown(before[i], after[i], output, time)).FirstOrDefault(f => f is not null);
                    if (found is null)
                        continue;
                    left.Remove(output);
                    trial.Findings.Add(output, Alone(found, output, time) ?? found);
                }
            }
        }
        catch (TfKeyedException e)
        {
            return new Outcome($"the model refused a call at another time ({e.What})", Skipped: tried == 0);
        }
        return new Outcome($"and at {tried} other times");

        List<Answer> At(DateTimeOffset time, IReadOnlyList<Answer> calls)
        {
            using FreshHost host = openAt(time);
            return [.. calls.Select(c => trial.Prober.Call(host.Runner, c.Pool, c.Rows, cancellation))];
        }

        Finding? Shown(Answer first, Answer again, int output, DateTimeOffset time)
        {
            Tensor one = first.Outputs[output], two = again.Outputs[output];
            return RowEquality.Difference(one, two) is not int row ? null
                : new Finding(Property, Reason.Random, again, row, row < 0 ? one : one.Row(row), row < 0 ? two : two.Row(row), Explain(now, time))
                {
                    Times = (now, time),
                };
        }

        // A row by itself is plainer.
        Finding? Alone(Finding found, int output, DateTimeOffset time)
        {
            if (found.Row < 0)
                return null;
            Answer[] call = [new Answer(trial.Batches.Alone(found.Answer.Rows[found.Row]), [], []) { Pool = found.Answer.Pool }];
            return Shown(At(now, call)[0], At(time, call)[0], output, time);
        }
    }
}

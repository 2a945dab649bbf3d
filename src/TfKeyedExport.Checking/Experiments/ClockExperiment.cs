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

/// <summary>
/// Asks a model that asks for the time the same at other times, both freshly loaded and some time after other calls: a check takes less than a second, what
/// a model remembers expires after an hour, and a licence after a year.
/// </summary>
/// <param name="graph">The signature's graph; null if it cannot be followed.</param>
/// <param name="openAt">Opens the model anew, with a clock; null if no engine at hand has one that can be set.</param>
/// <param name="now">The time.</param>
internal sealed class ClockExperiment(Graph? graph, Func<TimeProvider, FreshHost>? openAt, DateTimeOffset now) : IExperiment
{
    public string Property => PropertyNames.Repeatable;

    /// <summary>Says what a clock did.</summary>
    /// <param name="before">The first time.</param>
    /// <param name="after">The other.</param>
    /// <param name="isAsked">Whether the model was asked something at the first time already, so that it remembers that.</param>
    public static string Explain(DateTimeOffset before, DateTimeOffset after, bool isAsked)
    {
        (string then, string now) = (before.ToString("u", CultureInfo.InvariantCulture), after.ToString("u", CultureInfo.InvariantCulture));
        return isAsked
            ? $"the same call gets another answer at {now} from a model that was asked at {then}, too, than from a freshly loaded one, since calls change it"
            : $"the same call gets another answer at {now} than at {then}, since it follows the clock";
    }

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        if (!ClockTimes.Asks(graph) || openAt is null)
            return new Outcome("", Skipped: true);
        var calls = new ClockCalls(openAt, trial.Prober, cancellation);
        // What changes from call to call by itself, follows the clock more often than chance if the model asks for the time.
        var left = trial.Ordinary.Where(o => trial.Findings.Of(o).All(f => f.Reason is Reason.Random or Reason.State)).ToHashSet();
        SampleCall[] first = [.. trial.First.Select(Call)];
        SampleCall[] others = [.. trial.Alone.TakeLast(1).Select(Call)];
        int tried = 0;
        try
        {
            IReadOnlyList<Answer> before = calls.At(now, first);
            foreach (DateTimeOffset time in ClockTimes.Of(graph!, now, !trial.Effort.IsReduced).TakeWhile(_ => left.Count > 0))
            {
                IReadOnlyList<Answer> after = calls.At(time, first);
                tried++;
                Note(time, before, after, []);
                foreach (SampleCall[] asked in trial.Causes.MayWrite ? (SampleCall[][])[first, others] : [])
                    Note(time, after, calls.After(asked, now, time, first), asked);
            }
        }
        catch (TfKeyedException e)
        {
            return new Outcome($"the model refused a call at another time ({e.What})", Skipped: tried == 0);
        }
        return new Outcome($"and at {tried} other times");

        void Note(DateTimeOffset time, IReadOnlyList<Answer> one, IReadOnlyList<Answer> two, SampleCall[] asked)
        {
            // What changes the model at any time is told without a clock.
            foreach (int output in left.Where(o => asked.Length == 0 || trial.Findings.Of(o).Count == 0).ToArray())
            {
                Finding? found = one.Zip(two).Select(pair => Shown(pair.First, pair.Second, output, time, asked)).FirstOrDefault(f => f is not null);
                if (found is null)
                    continue;
                left.Remove(output);
                trial.Findings.Add(output, Plainer(found, output, time));
            }
        }

        // A row by itself is plainer, and after itself.
        Finding Plainer(Finding found, int output, DateTimeOffset time)
        {
            if (found.Row < 0)
                return found;
            var alone = new SampleCall(found.Answer.Pool, trial.Batches.Alone(found.Answer.Rows[found.Row]));
            IReadOnlyList<SampleCall>[] ways = found.Before.Count > 0 ? [[alone], found.Before] : [[]];
            foreach (IReadOnlyList<SampleCall> asked in ways)
            {
                (Answer one, Answer two) = calls.Pair(asked, now, time, alone);
                if (Shown(one, two, output, time, asked) is { } plain)
                    return plain;
            }
            return found;
        }
    }

    private Finding? Shown(Answer first, Answer again, int output, DateTimeOffset time, IReadOnlyList<SampleCall> asked)
    {
        Tensor one = first.Outputs[output], two = again.Outputs[output];
        return RowEquality.Difference(one, two) is not int row ? null
            : new Finding(
                Property, asked.Count > 0 ? Reason.State : Reason.Random, again, row, row < 0 ? one : one.Row(row), row < 0 ? two : two.Row(row),
                Explain(now, time, asked.Count > 0))
            {
                Times = (now, time),
                Before = asked,
            };
    }

    private static SampleCall Call(Answer answer) => new(answer.Pool, answer.Rows);
}

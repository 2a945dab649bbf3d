using TfKeyedExport.Checking.Experiments;
using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Reports;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Checking.Trials;
using TfKeyedExport.Checking.Unkeyed;
using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Replaying;

/// <summary>Makes recorded calls on freshly loaded models, and judges their answers as a check does.</summary>
/// <param name="subject">The signature and its keys.</param>
/// <param name="layout">How its inputs are cut into rows.</param>
/// <param name="open">Opens the model anew.</param>
/// <param name="openAt">Opens the model anew with a clock; null if no engine at hand has one that can be set.</param>
/// <param name="newTrial">Makes a trial of a prober's rows, with the engine's judge.</param>
/// <param name="openUnkeyed">Opens the model without keys.</param>
/// <param name="cancellation">Ends the calls.</param>
internal sealed class Replayer(
    Subject subject,
    BatchLayout layout,
    Func<FreshHost> open,
    Func<TimeProvider, FreshHost>? openAt,
    Func<FreshHost, Prober, Batches, IReadOnlyList<Answer>, OutputRanks, Trial> newTrial,
    Func<(UnkeyedModel? Model, string WhyNot)> openUnkeyed,
    CancellationToken cancellation)
{
    /// <summary>Whether what chance decides now and then, or the clock, has been asked for long enough since a time.</summary>
    public Func<Func<bool>> NewLimit { get; init; } = () => () => true;

    /// <summary>Replays one finding.</summary>
    /// <exception cref="TfKeyedException">The model has no such output or inputs, or the engine cannot run it.</exception>
    public ReplayedFinding Replay(RecordedFinding recorded)
    {
        int output = Enumerable.Range(0, subject.Signature.Outputs.Count).FirstOrDefault(o => subject.Signature.Outputs[o].Name == recorded.Output, -1);
        if (output < 0)
            throw TfKeyedException.Unreadable(
                $"the report has an output '{recorded.Output}', and the signature has none",
                $"signature {subject.Signature.Name}",
                "replay it with the model that it is of");
        Pool pool = RecordedCalls.Pool(subject.Signature, layout, recorded.Example.Inputs);
        SampleCall[] calls = [.. recorded.Example.Calls.Select(c => SampleCall.Whole(RecordedCalls.Pool(subject.Signature, layout, c)))];
        try
        {
            return recorded.Reason switch
            {
                Reason.Random or Reason.State when recorded.Example.Times is [var before, var after] =>
                    AtAnotherTime(recorded, output, SampleCall.Whole(pool), calls, before, after),
                Reason.Random or Reason.State => Again(recorded, output, SampleCall.Whole(pool), calls),
                _ => Once(recorded, output, pool),
            };
        }
        catch (TfKeyedException error) when (error is not MissingOperationException)
        {
            return new ReplayedFinding(recorded, ReplayStatus.Refused, $"the call is not answered ({error.What})");
        }
    }

    private ReplayedFinding Once(RecordedFinding recorded, int output, Pool pool)
    {
        var findings = new Findings(subject.Signature.Outputs.Count);
        var ranks = new OutputRanks(subject.Signature.Outputs.Count);
        // It had rows then: one value for all is what was wrong.
        if (recorded.Reason == Reason.RowCount)
            ranks.Note(output, 1);
        int boundlessFrom = Boundless.IsIn(pool) ? 0 : int.MaxValue;
        Prober prober = new Prober(subject, pool, findings, ranks).With(pool, boundlessFrom, boundlessFrom);
        Trial trial;
        using (FreshHost fresh = open())
        {
            Answer answer = prober.Run(fresh.Runner, SampleCall.Whole(pool).Rows, cancellation);
            trial = newTrial(fresh, prober, SizesOf(fresh, prober), [answer], ranks);
            using (trial.Judge)
            {
                new AloneExperiment().Run(trial, cancellation);
                Settlement.Settle(trial);
            }
        }
        if (recorded.Example.Property == PropertyNames.EqualsUnkeyed && WhyNotCompared(trial) is { } whyNot)
            return new ReplayedFinding(recorded, ReplayStatus.Refused, whyNot);
        if (findings.Worst(output) is { } found)
            return Shown(recorded, found);
        return trial.Alone.Count < pool.Count
            ? new ReplayedFinding(
                recorded, ReplayStatus.Refused, "the call is answered, but not each of its rows alone, so that there is nothing to compare with")
            : new ReplayedFinding(recorded, ReplayStatus.Gone, "the same call shows nothing wrong any more");
    }

    // A model may take batches of one size only without declaring it.
    private Batches SizesOf(FreshHost fresh, Prober prober)
    {
        if (layout.FixedSize is not null || prober.Pool.Count < 2)
            return new Batches(layout.FixedSize);
        try
        {
            prober.Call(fresh.Runner, prober.Pool, [0], cancellation);
            return new Batches(null);
        }
        catch (TfKeyedException error) when (error.Kind != ErrorKind.Limit)
        {
            return new Batches(prober.Pool.Count);
        }
    }

    private string? WhyNotCompared(Trial trial)
    {
        (UnkeyedModel? unkeyed, string whyNot) = openUnkeyed();
        using (unkeyed)
        {
            Outcome outcome = new EqualsUnkeyedExperiment(unkeyed, whyNot, isAsked: true).Run(trial, cancellation);
            return outcome.Skipped ? $"it is not compared with the model without keys: {outcome.Detail}" : null;
        }
    }

    private static ReplayedFinding Shown(RecordedFinding recorded, Finding found)
    {
        var example = new Counterexample(found.Property, recorded.Example.Inputs, found.Row, found.Expected, found.Got, found.Explanation);
        string now = found.Reason == recorded.Reason ? "" : $", which is {found.Reason?.Name() ?? "another fault"} now";
        return new ReplayedFinding(
            recorded, ReplayStatus.Shows, CounterexampleText.Sentence(example) + now, found.Row, found.Expected, found.Got);
    }

    private ReplayedFinding Again(RecordedFinding recorded, int output, SampleCall last, SampleCall[] calls)
    {
        var findings = new Findings(subject.Signature.Outputs.Count);
        var ranks = new OutputRanks(subject.Signature.Outputs.Count);
        var prober = new Prober(subject, last.Pool, findings, ranks);
        IAnswerJudge judge;
        using (FreshHost fresh = open())
            judge = newTrial(fresh, prober, new Batches(layout.FixedSize), [], ranks).Judge;
        using (judge)
        {
            var fresh = new FreshCalls(prober, open, judge, cancellation);
            (Change? change, string how) = Change(recorded, output, fresh, prober, last, calls);
            if (change is null)
                return new ReplayedFinding(recorded, ReplayStatus.Gone, $"the call gets the same answer {how}");
            Tensor one = change.First.Outputs[output], two = change.Again.Outputs[output];
            var example = new Counterexample(
                recorded.Example.Property, recorded.Example.Inputs, change.Row, null, RowOf(two), $"the call gets another answer {how}")
            { Other = RowOf(one) };
            return new ReplayedFinding(recorded, ReplayStatus.Shows, CounterexampleText.Sentence(example), change.Row, null, example.Got);

            Tensor RowOf(Tensor answer) => change.Row < 0 ? answer : answer.Row(change.Row);
        }
    }

    private ReplayedFinding AtAnotherTime(
        RecordedFinding recorded, int output, SampleCall call, SampleCall[] asked, DateTimeOffset before, DateTimeOffset after)
    {
        if (openAt is null)
            return new ReplayedFinding(recorded, ReplayStatus.Refused, "it follows the clock, and no engine at hand has one that can be set");
        bool isAsked = asked.Length > 0;
        var prober = new Prober(subject, call.Pool, new Findings(subject.Signature.Outputs.Count), new OutputRanks(subject.Signature.Outputs.Count));
        (Answer first, Answer again) = new ClockCalls(openAt, prober, cancellation).Pair(asked, before, after, call);
        Tensor one = first.Outputs[output], two = again.Outputs[output];
        if (RowEquality.Difference(one, two) is not int row)
        {
            return new ReplayedFinding(recorded, ReplayStatus.Gone, isAsked
                ? "the call gets the same answer at the later time, whether or not the model was asked before"
                : "the call gets the same answer at both times");
        }
        var example = new Counterexample(
            recorded.Example.Property, recorded.Example.Inputs, row, null, row < 0 ? two : two.Row(row), ClockExperiment.Explain(before, after, isAsked))
        { Other = row < 0 ? one : one.Row(row) };
        return new ReplayedFinding(recorded, ReplayStatus.Shows, CounterexampleText.Sentence(example), row, null, example.Got);
    }

    private (Change? Change, string How) Change(
        RecordedFinding recorded, int output, FreshCalls fresh, Prober prober, SampleCall last, SampleCall[] calls)
    {
        Answer first = fresh.First(last);
        if (recorded.Reason == Reason.State && recorded.Example.Property == PropertyNames.Threads)
        {
            using FreshHost host = open();
            return (CallsAtOnce.Find(host, prober, last, calls, (a, b) => fresh.Compare(output, a, b), cancellation), "while other threads call too");
        }
        if (calls.Length > 0)
        {
            string how = $"after {(calls.Length == 1 ? "another call" : $"{calls.Length} others")} as from a freshly loaded model";
            Change? change = fresh.Compare(output, first, fresh.After(calls, last)!);
            return (change, change is null ? how : how.Replace(" as from", " than from", StringComparison.Ordinal));
        }
        if (fresh.ChangesAnew(output, last) is { } found)
            return found;
        Func<bool> isEnough = NewLimit();
        return fresh.Repeat(output, last, FreshCalls.MostRepeats, _ => isEnough()) is { } repeated
            ? (repeated.Change, $"when it is made {repeated.Before} times more")
            : (null, "when it is made again and again, and from a model that is loaded again");
    }
}

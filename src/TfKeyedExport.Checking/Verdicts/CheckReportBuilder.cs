using TfKeyedExport.Checking.Experiments;
using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Proofs;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Checking.Trials;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Verdicts;

/// <summary>Turns findings into verdicts.</summary>
internal sealed class CheckReportBuilder(Trial trial, CheckPlan plan, OutputRanks ranks, Doubts doubts, ProofLedger proofs)
{
    private readonly Dictionary<int, Finding> _shrunk = [];
    private readonly Dictionary<int, Sequence> _sequences = [];
    private readonly HashSet<int> _shownAgain = [];

    private Subject Subject => trial.Prober.Subject;

    /// <summary>Looks for the smallest calls that show what was found; needs the main host.</summary>
    /// <returns>This.</returns>
    public CheckReportBuilder ShrinkFindings(CancellationToken cancellation)
    {
        for (int output = 0; output < Subject.Signature.Outputs.Count; output++)
        {
            if (trial.Findings.Worst(output) is not { } worst)
                continue;
            // A reader is shown plain keys, unless only odd ones show what is wrong.
            Trial shown = trial.Of(worst.Answer.Pool);
            foreach (Pool pool in (Pool[])[ReadablePool(shown.Pool), shown.Pool])
            {
                if (Retrial.Of(shown, output, worst, pool, cancellation) is not { } again
                    || Shrinker.Try(again, worst.Answer.Rows, worst.Reason) is not { } found)
                    continue;
                Finding smallest = Shrinker.Shrink(found, trial.Batches.FixedSize, again);
                _shrunk[output] = smallest;
                if (ValueRetrial.Of(shown, output, smallest, cancellation) is { } withValues)
                    _shrunk[output] = ValueShrinker.Shrink(smallest, Subject, withValues);
                break;
            }
        }
        return this;
    }

    /// <summary>
    /// Looks for the shortest sequences of calls that show what depends on earlier ones, or on how the model was loaded, and makes what chance decides once
    /// more: what a report shows has been seen on freshly loaded models, as a replay sees it.
    /// </summary>
    /// <param name="calls">Makes calls on freshly loaded models.</param>
    public CheckReportBuilder ShrinkSequences(FreshCalls calls)
    {
        for (int output = 0; output < Subject.Signature.Outputs.Count && !calls.IsOver(); output++)
            Reconsider(output, calls);
        var changes = new ChangesAgain(trial, calls);
        for (int output = 0; output < Subject.Signature.Outputs.Count; output++)
        {
            if (trial.Findings.Worst(output) is not { Reason: Reason.State or Reason.Random, Times: null } worst)
                continue;
            // What shows without other threads can be shown at will.
            if (worst.Property == PropertyNames.Threads)
                worst = trial.Findings.Of(output).FirstOrDefault(f => f.Reason == worst.Reason && f.Property != PropertyNames.Threads) ?? worst;
            Answer shown = _shrunk.TryGetValue(output, out Finding? shrunk) && shrunk.Reason == worst.Reason ? shrunk.Answer : worst.Answer;
            // What shows one output's state mostly shows another's.
            ChangeFound? found = changes.Find(output, worst, shown, _sequences.Values);
            if (found is null)
                continue;
            if (found.Reason != worst.Reason)
                Rename(output, worst, found.Reason);
            if (found.Sequence is not { } sequence)
                _shownAgain.Add(output);
            else if (_sequences.Values.Any(s => ReferenceEquals(s.Last, sequence.Last)))
                _sequences[output] = sequence;
            else
                _sequences[output] = new SequenceValues(Subject, calls).Plainer(output, Readable(calls, output, sequence));
        }
        return this;
    }

    private void Rename(int output, Finding worst, Reason reason)
    {
        trial.Findings.Forget(output, worst.Reason!.Value);
        _shrunk.Remove(output);
        trial.Findings.Add(output, worst with
        {
            Reason = reason,
            Explanation = reason == Reason.State
                ? "the same call gets another answer after others, and a freshly loaded model gives the first one again: calls change the model"
                : "the same call gets another answer now and then",
        });
    }

    // Rows that mix do so in a freshly loaded model too. If they do not, what came between two calls made the difference: what the model keeps, or chance.
    private void Reconsider(int output, FreshCalls calls)
    {
        Loss? loss = proofs.LossOf(output);
        // Where an engine rounds otherwise in another batch, a leak as small as that shows in one place only, and so not here.
        bool mayBeElse = loss is Loss.State or Loss.Random || (plan.MayWrite && proofs.IsBinding);
        if (!mayBeElse || trial.Findings.Worst(output) is not { Reason: Reason.Order or Reason.RowsMix } worst)
            return;
        Finding shown = _shrunk.TryGetValue(output, out Finding? shrunk) && shrunk.Reason == worst.Reason ? shrunk : worst;
        if (shown.Row < 0 || shown.Answer.Rows.Length == 0 || calls.Mixes(output, shown.Answer, shown.Row, trial.Batches) is not false)
            return;
        foreach (Reason reason in (Reason[])[Reason.Order, Reason.RowsMix])
            trial.Findings.Forget(output, reason);
        _shrunk.Remove(output);
        trial.Findings.Add(output, shown with
        {
            Reason = loss == Loss.Random || !trial.Causes.MayWrite ? Reason.Random : Reason.State,
            Explanation = "the row gets another answer in another call, though not for the sake of the rows beside it",
        });
    }

    // Plain keys, unless only the others show it.
    private Sequence Readable(FreshCalls calls, int output, Sequence sequence)
    {
        var pools = sequence.Before.Append(sequence.Last).Select(c => c.Pool).Distinct().ToDictionary(p => p, ReadablePool);
        SampleCall[] before = [.. sequence.Before.Select(c => c with { Pool = pools[c.Pool] })];
        SampleCall last = sequence.Last with { Pool = pools[sequence.Last.Pool] };
        return calls.Difference(output, before, last) is { } change ? new Sequence(before, last, change) : sequence;
    }

    private Pool ReadablePool(Pool pool)
    {
        foreach (int input in Enumerable.Range(0, Subject.Signature.Inputs.Count).Where(i => Subject.IsFreeInput(i) && pool.Layout.Batched[i]))
            pool = pool.With(input, KeyValues.Readable(Subject.Signature.Inputs[input], pool.Count, 0));
        return pool;
    }

    /// <summary>Fills in the verdicts, the properties and the remarks.</summary>
    /// <param name="frame">The rest of the report.</param>
    /// <param name="stated">Properties that were not found by running the model, in their order.</param>
    public CheckReport Build(CheckReport frame, params PropertyReport[] stated)
    {
        string[] explained = [.. proofs.Explain(trial.Findings, Subject.Signature)];
        OutputReport[] outputs = Enumerable.Range(0, Subject.Signature.Outputs.Count).Select(Output).ToArray();
        PropertyReport[] properties = PropertyNames.All.Select(n => Array.Find(stated, s => s.Name == n) ?? Property(n)).ToArray();
        bool isUnsafe = outputs.Any(o => o.Verdict == Verdict.Unsafe) || stated.Any(s => s.Status == PropertyStatus.Failed);
        string? why = isUnsafe ? null : Array.Find(outputs, o => o.WhyUndecided is not null)?.WhyUndecided ?? plan.WhyTooShort;
        return frame with
        {
            Verdict = isUnsafe ? Verdict.Unsafe : why is null ? Verdict.Safe : Verdict.Undecided,
            WhyUndecided = why,
            Outputs = outputs,
            Properties = properties,
            Calls = frame.Calls + trial.Prober.Calls,
            Notes = [.. frame.Notes, .. explained, .. trial.Judge.Remarks, .. Contagion(), .. Refusals(), .. Limits()],
        };
    }

    private OutputReport Output(int output)
    {
        SignatureArgument argument = Subject.Signature.Outputs[output];
        Finding? worst = trial.Findings.Worst(output);
        if (worst is not null && _shrunk.TryGetValue(output, out Finding? shrunk) && shrunk.Reason == worst.Reason)
            worst = shrunk;
        if (worst is not null && proofs.IsContradictedBy(output, worst.Reason))
            throw new ContradictedProofException(Subject.Signature.Name, argument.Name, worst.Reason!.Value, Example(worst, output));
        bool isProved = worst is null && proofs.IsProved(output);
        string? why = worst is null ? doubts.Of(output, isProved) : null;
        return new OutputReport(
            argument.Name,
            argument.Type,
            worst is not null ? Verdict.Unsafe : why is null ? Verdict.Safe : Verdict.Undecided,
            worst?.Reason,
            Subject.KeyInput(output) is not null,
            ranks.IsScalar(output),
            isProved ? null : proofs.CulpritOf(output),
            worst is null ? null
                : worst.Times is null && _sequences.TryGetValue(output, out Sequence? sequence) ? Example(worst, output, sequence)
                : Example(worst, output))
        {
            IsProved = isProved,
            WhyUndecided = why,
        };
    }

    private Counterexample Example(Finding finding, int output)
    {
        // No answer is the right one where each call may get another.
        bool changes = finding.Reason is Reason.Random or Reason.State;
        bool needsOthers = finding is { Property: PropertyNames.Threads, Reason: not Reason.Random };
        return new Counterexample(
            finding.Property, Inputs(finding.Answer.Inputs), finding.Row, changes ? null : finding.Expected, finding.Got,
            changes && finding.Times is null && !needsOthers && !_shownAgain.Contains(output)
                ? $"{finding.Explanation}; it was seen once, and could not be shown again on a freshly loaded model"
                : finding.Explanation)
        {
            Other = changes ? finding.Expected : null,
            Times = finding.Times is var (first, again) ? [first, again] : [],
            Calls = needsOthers ? [Inputs(AtTheSameTime(finding.Answer))] : [.. finding.Before.Select(InputsOf)],
        };
    }

    // Other rows of as many as the call has: what writes them where the call reads shows only beside such.
    private static Tensor[] AtTheSameTime(Answer answer)
    {
        int[] others = [.. Enumerable.Range(0, answer.Pool.Count).Except(answer.Rows)];
        int[] from = others.Length > 0 ? others : [.. answer.Rows.Reverse()];
        return answer.Pool.Gather([.. answer.Rows.Select((_, i) => from[i % from.Length])]);
    }

    private Counterexample Example(Finding finding, int output, Sequence sequence)
    {
        (Answer first, Answer again, int row) = sequence.Change;
        Tensor one = first.Outputs[output], two = again.Outputs[output];
        return new Counterexample(
            finding.Property == PropertyNames.Threads ? PropertyNames.Repeatable : finding.Property,
            Inputs(again.Inputs), row, null, row < 0 ? two : two.Row(row),
            "the call gets another answer after others than from a freshly loaded model, since calls change it")
        {
            Other = row < 0 ? one : one.Row(row),
            Calls = [.. sequence.Before.Select(InputsOf)],
        };
    }

    private SortedDictionary<string, Tensor> InputsOf(SampleCall call) => Inputs(call.Pool.Gather(call.Rows));

    private SortedDictionary<string, Tensor> Inputs(Tensor[] values)
    {
        var inputs = new SortedDictionary<string, Tensor>(StringComparer.Ordinal);
        for (int i = 0; i < values.Length; i++)
            inputs.Add(Subject.Signature.Inputs[i].Name, values[i]);
        return inputs;
    }

    private PropertyReport Property(string name)
    {
        var failures = Enumerable.Range(0, Subject.Signature.Outputs.Count)
            .Select(o => (Name: Subject.Signature.Outputs[o].Name, Finding: trial.Findings.Of(o).FirstOrDefault(f => f.Property == name)))
            .Where(f => f.Finding is not null)
            .ToList();
        if (failures.Count > 0)
        {
            return new PropertyReport(name, PropertyStatus.Failed, string.Join("; ", failures.Select(f => $"{f.Name}: {f.Finding!.Explanation}")))
            {
                Outputs = [.. failures.Select(f => f.Name)],
            };
        }
        if (name == PropertyNames.RowCount)
            return RowCount();
        List<Outcome> outcomes = plan.Done.Where(d => d.Property == name).Select(d => d.Outcome).ToList();
        if (outcomes.Count == 0)
            return new PropertyReport(name, PropertyStatus.Skipped, "not tried");
        string detail = Detail(outcomes);
        if (NeedsComparableOutputs(name) && !trial.Comparable.Any())
            return new PropertyReport(
                name, PropertyStatus.Skipped, trial.Ordinary.Count == 0 ? "no output but keys has rows" : "no output is left whose rows can be compared");
        if (ComparesRows(name) && trial.Comparable.All(o => doubts.Of(o, isProved: false) is not null))
            return new PropertyReport(
                name, PropertyStatus.Skipped,
                $"tried, and says nothing of {string.Join(", ", trial.Comparable.Select(o => Subject.Signature.Outputs[o].Name))}: see the verdict");
        int tried = outcomes.Sum(o => o.Tried), refused = outcomes.Sum(o => o.Refused);
        bool isSkipped = outcomes.All(o => o.Skipped), isRefused = tried > 0 && refused == tried, isCutShort = outcomes.Exists(o => o.IsCutShort);
        if (refused > 0 && !isSkipped)
            detail += $"; {refused} of these {tried} calls were refused and say nothing";
        return new PropertyReport(name, isSkipped || isRefused || isCutShort ? PropertyStatus.Skipped : PropertyStatus.Passed, detail);
    }

    // What could not be tried says little beside what was.
    private static string Detail(List<Outcome> outcomes)
    {
        const string And = "and ";
        bool isSkipped = outcomes.TrueForAll(o => o.Skipped);
        IEnumerable<Outcome> told = outcomes.Where(o => o.Detail.Length > 0 && (isSkipped || !o.Skipped || o.IsCutShort));
        string detail = string.Join(", ", told.Select(o => o.Detail).Distinct());
        return detail.StartsWith(And, StringComparison.Ordinal) ? detail[And.Length..] : detail;
    }

    private PropertyReport RowCount()
    {
        string[] scalars = Enumerable.Range(0, Subject.Signature.Outputs.Count).Where(ranks.IsScalar).Select(o => Subject.Signature.Outputs[o].Name).ToArray();
        string detail = "every output had as many rows as its batch, in every call";
        if (scalars.Length > 0)
            detail += $"; {string.Join(", ", scalars)}: one value for the whole batch, which belongs to no key";
        return new PropertyReport(PropertyNames.RowCount, PropertyStatus.Passed, detail);
    }

    private static bool NeedsComparableOutputs(string name) => name is not (PropertyNames.KeysComeBack or PropertyNames.EmptyBatch);

    // What answers that are all alike could not have shown.
    private static bool ComparesRows(string name) =>
        name is PropertyNames.Alone or PropertyNames.Shuffled or PropertyNames.Split or PropertyNames.Neighbours or PropertyNames.Duplicates;

    private IEnumerable<string> Limits()
    {
        if (trial.Hunt is not { } hunt)
            yield break;
        if (hunt.Limited.Count > 0)
            yield return $"{hunt.Limited.Count} calls went beyond a limit and say nothing, such as {hunt.Limited[0]}";
        if (hunt.IsOver)
            yield return $"the check ended early: {hunt.Why}; {plan.Progress.Done} of {plan.Progress.All} experiments were made to their end";
    }

    private IEnumerable<string> Contagion()
    {
        if (trial.Tally.Contagious.Count > 0)
            yield return $"answers of {string.Join(", ", trial.Tally.Contagious)} are no numbers (NaN) beside rows that hold infinities or NaN, "
                + "as zero times infinity is: such rows must not get as far as the model";
    }

    private IEnumerable<string> Refusals()
    {
        if (trial.Refusals.Count > 0)
            yield return $"the model refused {trial.Refusals.Count} calls with rows that it accepts otherwise, such as {trial.Refusals[0]}";
    }
}

using System.Globalization;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Remote.Judging;
using TfKeyedExport.Remote.Rows;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Remote.Verdicts;

/// <summary>What the findings come to: the report of a check of a model, of a server.</summary>
internal static class RemoteReport
{
    private const string Unproved = "a live server does not show its graph; tfkeyed check MODEL proves it on the model's folder";
    private const int ShownRows = 6;

    /// <summary>The report.</summary>
    public static CheckReport Of(RemoteOutcome outcome)
    {
        IReadOnlyList<Wrong> wrongs = [.. outcome.Ledger.Wrongs(), .. outcome.Alone.Changing, .. outcome.Reference?.Wrongs ?? []];
        OutputReport[] outputs = [.. outcome.Rows.Signature.Outputs.Select((o, i) => Output(outcome, o, i, wrongs))];
        string? undecided = Undecided.Why(outcome);
        bool isUnsafe = Array.Exists(outputs, o => o.Verdict == Verdict.Unsafe);
        string? why = isUnsafe ? null : undecided ?? outputs.FirstOrDefault(o => o.Verdict == Verdict.Undecided)?.WhyUndecided;
        return new CheckReport
        {
            Verdict = isUnsafe ? Verdict.Unsafe : why is null ? Verdict.Safe : Verdict.Undecided,
            WhyUndecided = why,
            Model = outcome.Target.Name,
            Signature = outcome.Rows.Signature.Name,
            Engine = "remote",
            EngineDescription = outcome.Version is { } version
                ? string.Create(CultureInfo.InvariantCulture, $"{outcome.Target.Address}, version {version}")
                : outcome.Target.Address.ToString(),
            Keys = outcome.Rows.Keys,
            Outputs = outputs,
            Properties = RemoteProperties.Of(outcome, wrongs),
            Notes = RemoteNotes.Of(outcome),
            Rows = outcome.Rows.Count,
            Tried = Tried(outcome),
            Calls = outcome.Calls,
            Seed = outcome.Seed,
            Elapsed = outcome.Elapsed,
            Demonstration = Demonstration(outcome),
        };
    }

    private static OutputReport Output(RemoteOutcome outcome, SignatureArgument output, int index, IReadOnlyList<Wrong> wrongs)
    {
        bool isKey = outcome.Rows.KeyInput(index) is not null;
        bool isScalar = outcome.Alone.Answers.Count > 0 && outcome.Alone.Answers[0][index].Shape.Rank == 0;
        Wrong? worst = wrongs.Where(w => w.Output == index).OrderBy(w => w.Rank).ThenBy(w => w.Call.Rows.Length).FirstOrDefault();
        string? why = worst is null && !isKey && !isScalar && outcome.Known is { } known && known.KindsOf(index) < 2
            ? $"all {known.Count} sample rows get the same answer in {output.Name}, so another row's would look like one's own: "
                + "give rows that differ with --examples FILE"
            : null;
        return new OutputReport(
            output.Name, output.Type, worst is not null ? Verdict.Unsafe : why is not null ? Verdict.Undecided : Verdict.Safe,
            worst?.Reason, isKey, isScalar, null, worst is null ? null : Example(outcome.Rows, worst))
        {
            WhyUndecided = why,
            WhyUnproved = Unproved,
            Remedy = worst is null ? null : Remedy(worst),
        };
    }

    private static Counterexample Example(RemoteRows rows, Wrong wrong)
    {
        string when = wrong.Call.IsCrowded ? ", while other clients called" : "";
        return new Counterexample(
            wrong.Property,
            Enumerable.Range(0, wrong.Call.Inputs.Length).ToDictionary(i => rows.Signature.Inputs[i].Name, i => wrong.Call.Inputs[i], StringComparer.Ordinal),
            wrong.Row, wrong.Expected, wrong.Got, wrong.Explanation + when)
        {
            Other = wrong.Other,
        };
    }

    private static string Remedy(Wrong wrong) => wrong switch
    {
        { Property: PropertyNames.EqualsUnkeyed } =>
            "See which version the server has loaded, and hand the model over again; or compare with the one that is served (--against).",
        { Reason: Reason.Random } => "Check the model's folder with tfkeyed check: it tells chance from state, and at which operation it begins.",
        { Call.IsCrowded: true } =>
            "Turn batching and farming out off on the server and check again: if it is then safe, the server mixes rows; "
                + "else check the model's folder with tfkeyed check.",
        _ => "Check the model's folder with tfkeyed check: if it is safe, the server, or what stands before it, mixes rows.",
    };

    private static string Tried(RemoteOutcome outcome)
    {
        if (outcome.Quiet is not { } quiet || outcome.Crowd is not { } crowd)
            return "";
        string sizes = quiet.Taken.Count > 0 ? $"{quiet.Taken.Count} batch sizes up to {quiet.Taken.Max().ToString("N0", CultureInfo.InvariantCulture)}, " : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{sizes}{quiet.OddRows - quiet.OddRefused} odd rows among ordinary ones, "
                + $"and up to {crowd.MostTogether} of {outcome.Clients} clients calling at one time; "
                + $"{outcome.Ledger.AnsweredRows:N0} rows were answered, and each was held against its key");
    }

    private static Demonstration? Demonstration(RemoteOutcome outcome)
    {
        if (outcome.Quiet?.Shown is not var (call, outputs) || outcome.Known is not { } known || outcome.Rows.Keys is not [var key, ..])
            return null;
        int input = Enumerable.Range(0, call.Inputs.Length).First(i => outcome.Rows.Signature.Inputs[i].Name == key.Input);
        int rows = Math.Min(ShownRows, call.Rows.Length);
        int[] first = [.. Enumerable.Range(0, rows)];
        if (call.Inputs[input].Shape.Rank == 0)
            return null;
        DemonstratedAnswer[] answers = [.. Enumerable.Range(0, outputs.Length)
            .Where(o => outcome.Rows.KeyInput(o) is null && outputs[o].Shape.Rank > 0 && outputs[o].Shape[0] == call.Rows.Length)
            .Select(o => new DemonstratedAnswer(
                outcome.Rows.Signature.Outputs[o].Name, [.. first.Select(i => known.Of(o, call.Rows[i]))], outputs[o].Gather(first)))];
        return answers.Length == 0 ? null : new Demonstration(call.Inputs[input].Gather(first), answers);
    }
}

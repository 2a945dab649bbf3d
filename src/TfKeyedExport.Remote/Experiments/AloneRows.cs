using TfKeyedExport.Checking.Results;
using TfKeyedExport.Remote.Calls;
using TfKeyedExport.Remote.Judging;
using TfKeyedExport.Remote.Protocols;
using TfKeyedExport.Remote.Rows;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Remote.Experiments;

/// <summary>Asks for each sample row by itself, one call after the other: what it gets is what it has to get ever after.</summary>
/// <param name="gate">The way to the server.</param>
/// <param name="ledger">Notes what was seen.</param>
internal sealed class AloneRows(CallGate gate, Ledger ledger)
{
    private const double PartOfTime = 0.25;
    private const int AskedTwice = 16;
    private const int MostRefused = 16;

    /// <summary>The rows that the server answers, in their order.</summary>
    public List<int> Accepted { get; } = [];

    /// <summary>Their answers, each with one row.</summary>
    public List<Tensor[]> Answers { get; } = [];

    /// <summary>How many rows it refused.</summary>
    public int Refused { get; private set; }

    /// <summary>The first refusal.</summary>
    public RemoteFault? Fault { get; private set; }

    /// <summary>What changes when a row is asked for again.</summary>
    public List<Wrong> Changing { get; } = [];

    /// <summary>Outputs that came in another shape than is declared, and in which.</summary>
    public SortedDictionary<string, string> Undeclared { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the time for it was over before all rows were asked for.</summary>
    public bool IsShort { get; private set; }

    /// <summary>How long the quickest of these calls took.</summary>
    public TimeSpan Quickest { get; private set; } = TimeSpan.MaxValue;

    /// <summary>Asks.</summary>
    public async Task Ask(RemoteRows rows)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            if (gate.Gone > PartOfTime && Accepted.Count > 1)
            {
                IsShort = true;
                break;
            }
            if (Accepted.Count == 0 && Refused >= MostRefused)
                break;
            if (await Call(rows, row).ConfigureAwait(false) is not { } outputs)
                continue;
            Accepted.Add(row);
            Answers.Add(outputs);
        }
        // Once more, with other keys, when others were asked in between.
        for (int i = 0; i < Math.Min(AskedTwice, Accepted.Count) && gate.Gone < PartOfTime + 0.05; i++)
        {
            RemoteCall call = RemoteCall.Alone(PropertyNames.Alone, rows, Accepted[i]);
            if (await gate.Call(call.Inputs).ConfigureAwait(false) is CallOutcome.Answered { Answer.Outputs: var again })
                Compare(rows, call, Answers[i], [.. again.Select(FirstRow)]);
        }
    }

    private async Task<Tensor[]?> Call(RemoteRows rows, int row)
    {
        RemoteCall call = RemoteCall.Alone(PropertyNames.Alone, rows, row);
        switch (await gate.Call(call.Inputs).ConfigureAwait(false))
        {
            case CallOutcome.Answered { Answer.Outputs: var outputs, Took: var took }:
                Quickest = took < Quickest ? took : Quickest;
                ledger.Took(took);
                if (JudgeKeys(rows, call, outputs) is { } wrong)
                {
                    ledger.Answered(call, [wrong]);
                    return null;
                }
                ledger.Answered(call, []);
                NoteShapes(rows, outputs);
                return [.. outputs.Select(FirstRow)];
            case CallOutcome.Failed { Fault: var fault }:
                Fault ??= fault;
                Refused++;
                ledger.Refused(PropertyNames.Alone, fault);
                break;
            case CallOutcome.GivenUp given:
                ledger.Waited(given.Waited);
                if (given.IsEnd)
                    break;
                ledger.GaveUp(PropertyNames.Alone);
                Refused++;
                break;
        }
        return null;
    }

    private static Wrong? JudgeKeys(RemoteRows rows, RemoteCall call, Tensor[] outputs)
    {
        for (int o = 0; o < outputs.Length; o++)
        {
            if (outputs[o].Type != rows.Signature.Outputs[o].Type)
            {
                return new Wrong(
                    o, PropertyNames.Alone, null, call, -1, null, outputs[o], $"{rows.Signature.Outputs[o]} is declared, and {outputs[o]} came");
            }
            if (outputs[o].Shape.Rank > 0 && outputs[o].Shape[0] != call.Rows.Length)
            {
                return new Wrong(
                    o, PropertyNames.RowCount, Reason.RowCount, call, -1, null, outputs[o], $"{call.Rows.Length} rows were sent, and {outputs[o]} came back");
            }
            if (rows.KeyInput(o) is { } input && !RowEquality.Same(call.Inputs[input], outputs[o]))
            {
                return new Wrong(
                    o, PropertyNames.KeysComeBack, null, call, call.Inputs[input].Shape.Rank > 0 && outputs[o].Shape == call.Inputs[input].Shape ? 0 : -1,
                    call.Inputs[input], outputs[o], "the key that came back is not the one that was sent");
            }
        }
        return null;
    }

    private void NoteShapes(RemoteRows rows, Tensor[] outputs)
    {
        for (int o = 0; o < outputs.Length; o++)
        {
            if (!outputs[o].Shape.Fits(rows.Signature.Outputs[o].Shape))
                Undeclared[rows.Signature.Outputs[o].Name] = $"{rows.Signature.Outputs[o]} is declared, and {outputs[o]} came";
        }
    }

    private void Compare(RemoteRows rows, RemoteCall call, Tensor[] first, Tensor[] again)
    {
        var known = new KnownAnswers([first], first.Length);
        for (int o = 0; o < first.Length; o++)
        {
            if (rows.KeyInput(o) is not null || first[o].Shape.Rank == 0 || again[o].Shape.Rank == 0 || Changing.Exists(w => w.Output == o)
                || known.Is(o, again[o], 0, 0))
                continue;
            Changing.Add(new Wrong(
                o, PropertyNames.Repeatable, Reason.Random, call, 0, first[o], again[o], "the same row, asked for again with another key, got another answer")
            {
                Other = first[o],
            });
        }
        ledger.Answered(call with { Property = PropertyNames.Repeatable }, []);
    }

    private static Tensor FirstRow(Tensor output) => output.Shape.Rank > 0 && output.Shape[0] > 1 ? output.Row(0) : output;
}

using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Remote.Calls;
using TfKeyedExport.Remote.Judging;
using TfKeyedExport.Remote.Rows;

namespace TfKeyedExport.Remote.Experiments;

/// <summary>What all experiments on a server share: calls are made, judged and noted in one way.</summary>
/// <param name="gate">The way to the server.</param>
/// <param name="rows">The sample rows that it takes.</param>
/// <param name="judge">Judges answers.</param>
/// <param name="ledger">Notes what was seen.</param>
/// <param name="dice">Decides orders.</param>
internal sealed class RemoteRun(CallGate gate, RemoteRows rows, AnswerJudge judge, Ledger ledger, Dice dice)
{
    public CallGate Gate => gate;

    public RemoteRows Rows => rows;

    public AnswerJudge Judge => judge;

    public Ledger Ledger => ledger;

    /// <summary>Decides orders; of one client at a time.</summary>
    public Dice Dice => dice;

    /// <summary>Sends sample rows with keys of their own, and judges and notes what comes of it.</summary>
    public Task<CallOutcome> Send(string property, int[] which, bool isCrowded = false, TimeSpan? deadline = null) =>
        Send(new RemoteCall(property, which, rows.Make(which)) { IsCrowded = isCrowded }, deadline);

    /// <summary>Sends a call, and judges and notes what comes of it.</summary>
    public async Task<CallOutcome> Send(RemoteCall call, TimeSpan? deadline = null)
    {
        CallOutcome outcome = await gate.Call(call.Inputs, deadline).ConfigureAwait(false);
        switch (outcome)
        {
            case CallOutcome.Answered answered:
                ledger.Answered(call, judge.Judge(call, answered.Answer.Outputs));
                ledger.Took(answered.Took);
                break;
            case CallOutcome.Failed { Fault: var fault }:
                ledger.Refused(call.Property, fault);
                break;
            case CallOutcome.GivenUp given:
                if (!given.IsEnd)
                    ledger.GaveUp(call.Property);
                ledger.Waited(given.Waited);
                break;
            default:
                break;
        }
        return outcome;
    }

    /// <summary>Some sample rows by lot; one may come more than once.</summary>
    public static int[] Some(int size, int count, Dice dice)
    {
        int[] which = new int[size];
        for (int i = 0; i < size; i++)
            which[i] = dice.Next(count);
        return which;
    }
}

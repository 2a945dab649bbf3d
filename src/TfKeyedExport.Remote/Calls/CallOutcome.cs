using TfKeyedExport.Remote.Protocols;

namespace TfKeyedExport.Remote.Calls;

/// <summary>What became of a call.</summary>
internal abstract record CallOutcome
{
    private CallOutcome()
    {
    }

    /// <summary>It was answered.</summary>
    /// <param name="Answer">The answer.</param>
    /// <param name="Took">How long it took.</param>
    internal sealed record Answered(RemoteAnswer Answer, TimeSpan Took) : CallOutcome;

    /// <summary>The server said no, could not be reached, or sent no answer of this signature.</summary>
    /// <param name="Fault">Why.</param>
    internal sealed record Failed(RemoteFault Fault) : CallOutcome;

    /// <summary>Nobody waited for it any longer.</summary>
    /// <param name="IsEnd">Whether the check's time was over; else the call's own.</param>
    /// <param name="Waited">How long it had been under way; zero if it was not even sent.</param>
    internal sealed record GivenUp(bool IsEnd, TimeSpan Waited) : CallOutcome;
}

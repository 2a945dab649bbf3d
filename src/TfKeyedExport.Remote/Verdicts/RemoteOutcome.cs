using TfKeyedExport.Remote.Experiments;
using TfKeyedExport.Remote.Judging;
using TfKeyedExport.Remote.Protocols;
using TfKeyedExport.Remote.Rows;

namespace TfKeyedExport.Remote.Verdicts;

/// <summary>What a check of a server has seen.</summary>
/// <param name="Target">The model.</param>
/// <param name="Version">The version that answered; null if the server does not say.</param>
/// <param name="Rows">The rows that were sent.</param>
/// <param name="Ledger">What was answered, refused and wrong.</param>
/// <param name="Alone">What rows got by themselves.</param>
internal sealed record RemoteOutcome(RemoteTarget Target, long? Version, RemoteRows Rows, Ledger Ledger, AloneRows Alone)
{
    /// <summary>The answers to each row by itself; null if nothing else was tried.</summary>
    public KnownAnswers? Known { get; init; }

    /// <summary>The judge; null if nothing else was tried.</summary>
    public AnswerJudge? Judge { get; init; }

    /// <summary>What one client tried; null if nothing was.</summary>
    public QuietCalls? Quiet { get; init; }

    /// <summary>What many clients did; null if nothing was.</summary>
    public Crowd? Crowd { get; init; }

    /// <summary>The answers held against those of a model that was run here; null if none was given.</summary>
    public EqualsReference? Reference { get; init; }

    /// <summary>Where the rows come from.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>What decided rows, orders and sizes.</summary>
    public long Seed { get; init; }

    /// <summary>How many clients there were.</summary>
    public int Clients { get; init; }

    /// <summary>How many calls were made.</summary>
    public long Calls { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }
}

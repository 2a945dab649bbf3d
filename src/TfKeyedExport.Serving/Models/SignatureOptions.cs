using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Serving.Threads;

namespace TfKeyedExport.Serving.Models;

/// <summary>How a signature is served.</summary>
internal sealed record SignatureOptions
{
    /// <summary>Tells whether calls may change the model, or nobody knows.</summary>
    public required Func<bool> MayWrite { get; init; }

    /// <summary>
    /// Ends calls that take longer than they were to take; null where the threads that bring calls carry nothing else. Calls of a signature that
    /// <see cref="EndsEarly"/> does not hold for are then run elsewhere.
    /// </summary>
    public ShortRuns? ShortRuns { get; init; }

    /// <summary>Whether the engine ends a call soon after it is told to.</summary>
    public bool EndsEarly { get; init; }

    /// <summary>Whether inputs of other shapes than those declared may be given to the engine.</summary>
    public bool TakesAnyShape { get; init; } = true;

    /// <summary>The most rows of one call.</summary>
    public int MaxRows { get; init; } = int.MaxValue;

    /// <summary>How many calls may wait where batching is off.</summary>
    public int MaxWaiting { get; init; } = int.MaxValue;

    /// <summary>As what its rows are logged; null if they never are.</summary>
    public LoggedSignature? Logged { get; init; }

    /// <summary>What a request's keys must be like.</summary>
    public KeyRules Rules { get; init; } = KeyRules.None;
}

namespace TfKeyedExport.Serving.Batching;

/// <summary>Whether a signature's rows may be run beside those of other requests, and why.</summary>
/// <param name="IsJoined">Whether they may.</param>
/// <param name="IsPending">Whether that is not known yet.</param>
/// <param name="Reason">Why, in a few words.</param>
internal sealed record JoinState(bool IsJoined, bool IsPending, string Reason)
{
    /// <summary>Batching is off.</summary>
    public static JoinState Off { get; } = new(false, false, "batching is off");

    /// <summary>Its verdict is still being made.</summary>
    public static JoinState Pending { get; } = new(false, true, "the verdict is being made");

    /// <summary>The word that status documents use.</summary>
    public string Word => IsJoined ? "joined" : IsPending ? "pending" : "alone";
}

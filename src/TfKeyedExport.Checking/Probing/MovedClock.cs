namespace TfKeyedExport.Checking.Probing;

/// <summary>A clock that shows one time to whoever asks for it, as models do. Limits and timers go by the system's.</summary>
/// <param name="now">The time.</param>
internal sealed class MovedClock(DateTimeOffset now) : TimeProvider
{
    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => now;
}

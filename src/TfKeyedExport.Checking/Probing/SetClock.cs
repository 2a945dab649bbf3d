namespace TfKeyedExport.Checking.Probing;

/// <summary>A clock that shows the time that it is set to to whoever asks for it, as models do. Limits and timers go by the system's.</summary>
/// <param name="now">The time at first.</param>
internal sealed class SetClock(DateTimeOffset now) : TimeProvider
{
    /// <summary>The time that it shows.</summary>
    public DateTimeOffset Now { get; set; } = now;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now;
}

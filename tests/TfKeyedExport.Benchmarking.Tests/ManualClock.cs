namespace TfKeyedExport.Benchmarking.Tests;

/// <summary>A clock that goes on only when it is told to; a tick is a microsecond.</summary>
internal sealed class ManualClock : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => 1_000_000;

    public override long GetTimestamp() => _now;

    public void Advance(long microseconds) => _now += microseconds;
}

namespace TfKeyedExport.Benchmarking;

/// <summary>How many times faster one engine is than another in the same run.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Than">The one that it is compared with.</param>
/// <param name="Load">Its load times: the other's by its own.</param>
/// <param name="P50">By batch size, the p50: the other's by its own.</param>
public sealed record SpeedRatio(string Engine, string Than, double Load, IReadOnlyList<(int BatchSize, double Ratio)> P50)
{
    /// <summary>Compares two engines.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="other">The one that it is compared with; it ran the same batch sizes.</param>
    public static SpeedRatio Of(EngineFigures engine, EngineFigures other)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(other);
        return new SpeedRatio(
            engine.Engine, other.Engine, other.Load / engine.Load, [.. engine.Batches.Zip(other.Batches, (own, its) => (own.BatchSize, its.P50 / own.P50))]);
    }
}

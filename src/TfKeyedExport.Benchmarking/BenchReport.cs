namespace TfKeyedExport.Benchmarking;

/// <summary>What a benchmark measured.</summary>
/// <param name="Signature">The signature that was run.</param>
/// <param name="Engines">The engines, in the order in which they were given.</param>
public sealed record BenchReport(string Signature, IReadOnlyList<EngineFigures> Engines)
{
    /// <summary>How the first engine compares with each of the others.</summary>
    public IEnumerable<SpeedRatio> Ratios => Engines.Skip(1).Select(other => SpeedRatio.Of(Engines[0], other));
}

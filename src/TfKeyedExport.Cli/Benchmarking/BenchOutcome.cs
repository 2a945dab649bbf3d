using TfKeyedExport.Benchmarking;

namespace TfKeyedExport.Cli.Benchmarking;

/// <summary>What <c>tfkeyed bench</c> prints.</summary>
/// <param name="Model">The model's folder.</param>
/// <param name="Report">What was measured.</param>
/// <param name="Duration">How long each engine ran each batch size.</param>
/// <param name="Latency">The latency for which batch sizes are advised; null for any.</param>
/// <param name="Notes">Where the rows come from, and what was left out.</param>
internal sealed record BenchOutcome(string Model, BenchReport Report, TimeSpan Duration, TimeSpan? Latency, IReadOnlyList<string> Notes)
{
    /// <summary>What to allow a server that runs one of the engines.</summary>
    public BatchSizeAdvice AdviceFor(EngineFigures engine) => BatchSizeAdvice.For(engine.Batches, Latency);
}

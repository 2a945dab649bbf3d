using TfKeyedExport.Benchmarking;

namespace TfKeyedExport.Handoff.Sizes;

/// <summary>What is wanted of batch sizes.</summary>
/// <param name="Given">The sizes, ascending; null measures which are worth it.</param>
/// <param name="Latency">What 99 of 100 calls must stay within; null for no limit.</param>
/// <param name="Entry">The engine on which it is tried and measured.</param>
/// <param name="Duration">How long each size is measured.</param>
internal sealed record BatchWish(IReadOnlyList<int>? Given, TimeSpan? Latency, BenchEntry Entry, TimeSpan Duration);

using TfKeyedExport.Serving.Configuration;

namespace TfKeyedExport.Serving.Batching;

/// <summary>How a version's requests are joined.</summary>
/// <param name="Options">As it is configured.</param>
/// <param name="Settings">As it is done.</param>
internal sealed record BatchRules(BatchingOptions Options, BatchSettings Settings);

using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Sample rows and where they come from.</summary>
/// <param name="Pool">The rows.</param>
/// <param name="Remarks">Where they come from, for the report.</param>
internal sealed record SampleSet(Pool Pool, IReadOnlyList<string> Remarks);

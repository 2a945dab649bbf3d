using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Judging;

/// <summary>A row that got another answer than elsewhere.</summary>
/// <param name="Property">The property under test.</param>
/// <param name="Answer">The call.</param>
/// <param name="Row">The row of the batch.</param>
/// <param name="Expected">The row's answer elsewhere; its first row.</param>
/// <param name="SamePlace">Whether elsewhere means the same place of a batch of the same size, with other neighbours: rounding cannot explain that.</param>
internal sealed record Deviation(string Property, Answer Answer, int Row, Tensor Expected, bool SamePlace);

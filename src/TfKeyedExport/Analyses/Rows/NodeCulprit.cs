using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Rows;

namespace TfKeyedExport.Analyses.Rows;

/// <summary>The node at which rows lose their place.</summary>
/// <param name="Node">The node.</param>
/// <param name="Loss">How.</param>
/// <param name="What">What it does to them, as the end of a sentence that begins with it.</param>
internal sealed record NodeCulprit(Node Node, Loss Loss, string What) : RowCulprit(Loss, What);

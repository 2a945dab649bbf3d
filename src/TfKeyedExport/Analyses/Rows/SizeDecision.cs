using TfKeyedExport.Operations.Rows;

namespace TfKeyedExport.Analyses.Rows;

/// <summary>What decides the number that a symbol stands for.</summary>
/// <param name="State">What it depends on.</param>
/// <param name="Map">If it is the length of an axis of entries, whose.</param>
internal readonly record struct SizeDecision(RowState State, RowMap? Map = null);

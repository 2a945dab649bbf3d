namespace TfKeyedExport.Graphs.Functionalizing;

/// <summary>What all regions of a graph share while they are built.</summary>
/// <param name="Conditions">The conditions.</param>
/// <param name="Budget">How much work is left.</param>
internal sealed record FlowContext(FlowConditions Conditions, FlowBudget Budget);

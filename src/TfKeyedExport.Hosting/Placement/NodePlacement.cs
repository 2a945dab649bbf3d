namespace TfKeyedExport.Hosting.Placement;

/// <summary>An operation that ran, and where.</summary>
/// <param name="Node">The node's name in the graph that the engine ran: functions may be inlined there.</param>
/// <param name="Operation">The operation, such as <c>MatMul</c>; empty if the statistics do not tell.</param>
/// <param name="Device">The device, such as <c>GPU:0</c>.</param>
/// <param name="Microseconds">How long it took, from its start to its end.</param>
public sealed record NodePlacement(string Node, string Operation, string Device, long Microseconds);

namespace TfKeyedExport.Benchmarking;

/// <summary>What was measured on one engine.</summary>
/// <param name="Engine">Its name.</param>
/// <param name="Description">Its version and device.</param>
/// <param name="FirstLoad">The first load in this process: it includes what the engine itself needs to start.</param>
/// <param name="Load">The median of later loads: the model's folder read, opened and prepared.</param>
/// <param name="Batches">The figures by batch size, ascending.</param>
public sealed record EngineFigures(string Engine, string Description, TimeSpan FirstLoad, TimeSpan Load, IReadOnlyList<BatchFigures> Batches);

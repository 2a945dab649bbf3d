namespace TfKeyedExport.Hosting.Choosing;

/// <summary>The engine that was chosen for a model, with the model opened on it.</summary>
/// <param name="Engine">The engine; opening the model again on it works too.</param>
/// <param name="Host">The opened model, in which the signatures asked for are prepared. The receiver disposes it.</param>
/// <param name="PassedOver">Why the engine preferred by <see cref="EngineKind.Auto"/> was not taken; null if it was, or if no choice was left.</param>
public sealed record SelectedEngine(IEngine Engine, IModelHost Host, string? PassedOver);

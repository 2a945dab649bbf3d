using TfKeyedExport.Operations.Hints;

namespace TfKeyedExport.Operations.Scattering;

/// <summary>Writing elements to places that indices tell.</summary>
internal static class ScatteringOperations
{
    /// <summary>The family.</summary>
    public static OperationFamily Family { get; } = new("Scattering");

    public static Operation ScatterNd { get; } = Family.Add(hints: HintRules.PlacesInSizes);
    public static Operation TensorScatterAdd { get; } = Family.Add(hints: HintRules.Places);
    public static Operation TensorScatterMax { get; } = Family.Add(hints: HintRules.Places);
    public static Operation TensorScatterMin { get; } = Family.Add(hints: HintRules.Places);
    public static Operation TensorScatterSub { get; } = Family.Add(hints: HintRules.Places);
    public static Operation TensorScatterUpdate { get; } = Family.Add(hints: HintRules.Places);
}

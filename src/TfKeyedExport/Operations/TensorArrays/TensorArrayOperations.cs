namespace TfKeyedExport.Operations.TensorArrays;

/// <summary>TensorFlow 1's arrays of tensors, which the steps of one call share.</summary>
internal static class TensorArrayOperations
{
    /// <summary>The family.</summary>
    public static OperationFamily Family { get; } = new("TensorArrays");

    public static Operation TensorArrayCloseV3 { get; } = Family.Add(effect: Effect.Sequenced);
    public static Operation TensorArrayConcatV3 { get; } = Family.Add(effect: Effect.Sequenced);
    public static Operation TensorArrayGatherV3 { get; } = Family.Add(effect: Effect.Sequenced);
    public static Operation TensorArrayReadV3 { get; } = Family.Add(effect: Effect.Sequenced);
    public static Operation TensorArrayScatterV3 { get; } = Family.Add(effect: Effect.Sequenced);
    public static Operation TensorArraySizeV3 { get; } = Family.Add(effect: Effect.Sequenced);
    public static Operation TensorArraySplitV3 { get; } = Family.Add(effect: Effect.Sequenced);
    public static Operation TensorArrayV3 { get; } = Family.Add(effect: Effect.Sequenced);
    public static Operation TensorArrayWriteV3 { get; } = Family.Add(effect: Effect.Sequenced);
}

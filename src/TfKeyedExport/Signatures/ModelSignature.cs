namespace TfKeyedExport.Signatures;

/// <summary>A named way to call a model, as its <c>SignatureDef</c> declares it.</summary>
/// <param name="Name">The signature's name, such as <c>serving_default</c>.</param>
/// <param name="MethodName">The serving method, such as <c>tensorflow/serving/predict</c>.</param>
/// <param name="Inputs">The inputs, sorted by name (ordinal).</param>
/// <param name="Outputs">The outputs, sorted by name (ordinal).</param>
public sealed record ModelSignature(
    string Name,
    string MethodName,
    IReadOnlyList<SignatureArgument> Inputs,
    IReadOnlyList<SignatureArgument> Outputs)
{
    /// <summary>The method of a signature that maps named tensors to named tensors.</summary>
    public const string PredictMethod = "tensorflow/serving/predict";

    /// <summary>The name of the signature that servers use when a client names none.</summary>
    public const string ServingDefault = "serving_default";

    /// <summary>The name under which TensorFlow 2 stores the node that initialises a model; not a signature for clients.</summary>
    public const string InitOp = "__saved_model_init_op";

    /// <summary>Whether clients can call it.</summary>
    public bool IsServable => !IsReserved(Name);

    /// <summary>Whether TensorFlow keeps the name for itself: it stores the nodes that initialise and train a model as signatures.</summary>
    internal static bool IsReserved(string name) => name.StartsWith("__saved_model_", StringComparison.Ordinal);
}

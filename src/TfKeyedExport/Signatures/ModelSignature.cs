using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;

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

    /// <summary>In one line, such as <c>serving_default(key: string [None], x: float32 [None]) gives key: string [None], y: float32 [None]</c>.</summary>
    public override string ToString() => $"{Name}({string.Join(", ", Inputs)}) gives {string.Join(", ", Outputs)}";

    /// <summary>Makes sure that every input can be given a value of its own.</summary>
    /// <param name="where">The model, for the error.</param>
    /// <exception cref="TfKeyedException">Two inputs are the same tensor.</exception>
    public void CheckInputs(string where)
    {
        var tensors = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (SignatureArgument input in Inputs.Where(i => i.IsTensor))
        {
            // A tensor without a number is an operation's first.
            string tensor = TensorReference.Parse(input.TensorName).ToString();
            if (!tensors.TryAdd(tensor, input.Name))
            {
                throw TfKeyedException.Unreadable(
                    $"the inputs {tensors[tensor]} and {input.Name} are the same tensor ({tensor}), so they cannot be given two values",
                    $"{where}, signature {Name}",
                    "Export the model again with a placeholder for each input");
            }
        }
    }

    /// <summary>The same signature, whose inputs may have any shape.</summary>
    internal ModelSignature WithOpenInputs() => this with { Inputs = [.. Inputs.Select(i => i with { Shape = TensorShape.Unknown })] };

    /// <summary>Whether TensorFlow keeps the name for itself: it stores the nodes that initialise and train a model as signatures.</summary>
    internal static bool IsReserved(string name) => name.StartsWith("__saved_model_", StringComparison.Ordinal);
}

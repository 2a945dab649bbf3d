using TfKeyedExport.Errors;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.TensorFlow.Sessions;

/// <summary>Checks inputs against their signature: TensorFlow's own words would name nodes of the graph instead.</summary>
internal static class InputCheck
{
    /// <summary>Checks number, types and shapes.</summary>
    /// <exception cref="TfKeyedException">Inputs do not fit; all that do not are named.</exception>
    public static void Check(ModelSignature signature, ReadOnlySpan<Tensor> inputs)
    {
        if (inputs.Length != signature.Inputs.Count)
            throw new ArgumentException($"signature {signature.Name} has {signature.Inputs.Count} inputs, not {inputs.Length}", nameof(inputs));
        List<string>? wrong = null;
        for (int i = 0; i < inputs.Length; i++)
        {
            SignatureArgument declared = signature.Inputs[i];
            ArgumentNullException.ThrowIfNull(inputs[i], declared.Name);
            if (inputs[i].Type != declared.Type.WithoutReference() || !inputs[i].Shape.Fits(declared.Shape))
                (wrong ??= []).Add($"{declared} was given {inputs[i]}");
        }
        if (wrong is not null)
            throw TfKeyedException.BadRequest(string.Join("; ", wrong), $"signature {signature.Name}");
    }
}

using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Golden;

/// <summary>One call of a model with what it answers.</summary>
/// <param name="Signature">The signature to call; null if a function is named.</param>
/// <param name="Function">The function to call, of a model without a signature, as <c>NAME</c> or <c>NAME:TRACE</c>; null if a signature is named.</param>
/// <param name="Inputs">Tensors by input name.</param>
/// <param name="Outputs">Tensors by output name; null if they are not known, or the call fails.</param>
/// <param name="Error">Why the call fails; null if it does not.</param>
public sealed record GoldenCase(
    string? Signature,
    string? Function,
    IReadOnlyDictionary<string, Tensor> Inputs,
    IReadOnlyDictionary<string, Tensor>? Outputs,
    string? Error);

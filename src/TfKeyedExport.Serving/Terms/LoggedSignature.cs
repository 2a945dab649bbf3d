using TfKeyedExport.Signatures;

namespace TfKeyedExport.Serving.Terms;

/// <summary>Whose rows a log is given.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Version">The version.</param>
/// <param name="Signature">The signature as it is served.</param>
/// <param name="KeyInputs">Which of its inputs are keys.</param>
/// <param name="KeyOutputs">As which of its outputs they come back.</param>
internal sealed record LoggedSignature(
    string Model, long Version, ModelSignature Signature, IReadOnlyList<int> KeyInputs, IReadOnlyList<int> KeyOutputs);

using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Versions;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Serving.Calls;

/// <summary>Which model, version and signature a message asks for, and which one answered.</summary>
internal static class Specs
{
    /// <summary>The version that a message asks for.</summary>
    public static VersionChoice Choice(this ModelSpec spec) => spec.VersionChoiceCase switch
    {
        ModelSpec.VersionChoiceOneofCase.Version => new VersionChoice(spec.Version, null),
        ModelSpec.VersionChoiceOneofCase.VersionLabel => new VersionChoice(null, spec.VersionLabel),
        _ => VersionChoice.Latest,
    };

    /// <summary>The signature that a message asks for.</summary>
    public static string SignatureOrDefault(this ModelSpec? spec) => spec is { SignatureName.Length: > 0 } ? spec.SignatureName : ModelSignature.ServingDefault;

    /// <summary>What answered.</summary>
    public static ModelSpec Of(ServedModel model, string signature) => new() { Name = model.Name, Version = model.Number, SignatureName = signature };

    /// <summary>A message's model, which it must name.</summary>
    /// <exception cref="ServingFault">It names none.</exception>
    public static ModelSpec Required(ModelSpec? spec) => spec is { Name.Length: > 0 } ? spec : throw ServingFault.Invalid("Missing ModelSpec");

    /// <summary>A signature that can be called; null if the model has none of that name.</summary>
    /// <exception cref="ServingFault">The engine cannot run it.</exception>
    public static ServedSignature? Find(ServedModel model, string signature)
    {
        if (model.Signatures.TryGetValue(signature, out ServedSignature? found))
            return found;
        return model.Lacking.TryGetValue(signature, out string? why) ? throw new ServingFault(Code.Unimplemented, why) : null;
    }
}

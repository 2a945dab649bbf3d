using TfKeyedExport.Keying;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Inspection;

/// <summary>A signature with what is known of its keys.</summary>
/// <param name="Signature">The signature.</param>
/// <param name="Keys">The inputs that come back untouched, with the nodes between; empty if it is not keyed.</param>
public sealed record SignatureInspection(ModelSignature Signature, IReadOnlyList<KeyPath> Keys)
{
    /// <summary>Whether it carries a key.</summary>
    public bool IsKeyed => Keys.Count > 0;
}

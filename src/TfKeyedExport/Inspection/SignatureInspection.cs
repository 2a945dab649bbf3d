using TfKeyedExport.Keying.Paths;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Inspection;

/// <summary>A signature with what is known of its keys.</summary>
/// <param name="Signature">The signature.</param>
/// <param name="Keys">The inputs that come back untouched, with the nodes between; empty if it is not keyed.</param>
public sealed record SignatureInspection(ModelSignature Signature, IReadOnlyList<KeyPath> Keys)
{
    /// <summary>How a call after Python's <c>tf.saved_model.load</c> mistakes inputs for one another, as a sentence; null if it does not.</summary>
    public string? PythonMistakes { get; init; }

    /// <summary>Whether it carries a key.</summary>
    public bool IsKeyed => Keys.Count > 0;
}

using TfKeyedExport.Signatures;

namespace TfKeyedExport.Keying.Plans;

/// <summary>The names and keys of a signature that is being planned; where its tensors stand is not decided yet.</summary>
/// <param name="Name">The signature's name.</param>
/// <param name="Inputs">The new names of the inputs by their old ones.</param>
/// <param name="Outputs">The new names of the outputs by their old ones.</param>
/// <param name="Keys">The keys as the graph's signature declares them, every shape settled.</param>
/// <param name="PythonKeys">
/// The keys as Python's function declares them. There a key takes any number of rows unless the user gave it a shape: the size of a fixed
/// batch is for the graph's signature to declare, and what passes the rows through does not depend on it.
/// </param>
internal sealed record SignatureDraft(
    string Name,
    IReadOnlyDictionary<string, string> Inputs,
    IReadOnlyDictionary<string, string> Outputs,
    IReadOnlyList<KeySpec> Keys,
    IReadOnlyList<SignatureArgument> PythonKeys);

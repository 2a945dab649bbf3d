using TfKeyedExport.Signatures;

namespace TfKeyedExport.Checking.Probing;

/// <summary>What is checked: a signature and its keys.</summary>
internal sealed class Subject
{
    private readonly int?[] _keyInputs;

    public Subject(ModelSignature signature, IReadOnlyList<KeyPair> keys)
    {
        Signature = signature;
        Keys = keys;
        _keyInputs = new int?[signature.Outputs.Count];
        foreach (KeyPair key in keys)
            _keyInputs[IndexOf(signature.Outputs, key.Output)] = IndexOf(signature.Inputs, key.Input);
    }

    public ModelSignature Signature { get; }

    public IReadOnlyList<KeyPair> Keys { get; }

    /// <summary>The input whose values an output must give back; null if the output is not a key.</summary>
    public int? KeyInput(int output) => _keyInputs[output];

    /// <summary>Whether an input is a key.</summary>
    public bool IsKeyInput(int input) => _keyInputs.Contains(input);

    /// <summary>Whether an output is a key of the call as a whole: one value, not one a row.</summary>
    public bool IsScalarKey(int output) => KeyInput(output) is int input && Signature.Inputs[input].Shape.Rank == 0;

    private static int IndexOf(IReadOnlyList<SignatureArgument> arguments, string name)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i].Name == name)
                return i;
        }
        throw new ArgumentException($"the signature has no '{name}'", nameof(name));
    }
}

using TfKeyedExport.Checking.Results;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Checking.Subjects;

/// <summary>What is checked: a signature and its keys.</summary>
internal sealed class Subject
{
    private readonly int?[] _keyInputs;
    private readonly HashSet<string> _features;
    private readonly HashSet<string> _changed;

    /// <param name="signature">The signature.</param>
    /// <param name="keys">The inputs that come back, and as what.</param>
    /// <param name="features">Those of them that the model reads as well, so that ordinary values are needed for them.</param>
    /// <param name="changed">Those of them that something happens to on their way, which may not take every value.</param>
    public Subject(
        ModelSignature signature, IReadOnlyList<KeyPair> keys, IReadOnlyCollection<string>? features = null, IReadOnlyCollection<string>? changed = null)
    {
        Signature = signature;
        Keys = keys;
        _features = (features ?? []).ToHashSet(StringComparer.Ordinal);
        _changed = (changed ?? []).ToHashSet(StringComparer.Ordinal);
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

    /// <summary>Whether a key is only a label: the model itself does not read it.</summary>
    public bool IsLabel(KeyPair key) => !_features.Contains(key.Input);

    /// <summary>Whether an input is a key and only a label.</summary>
    public bool IsLabelInput(int input) => IsKeyInput(input) && !_features.Contains(Signature.Inputs[input].Name);

    /// <summary>Whether an input is a key that is handed through as it is, so that it may have any value.</summary>
    public bool IsFreeInput(int input) => IsLabelInput(input) && !_changed.Contains(Signature.Inputs[input].Name);

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

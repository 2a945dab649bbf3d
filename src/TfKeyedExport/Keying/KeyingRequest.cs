using TfKeyedExport.Errors;
using TfKeyedExport.Keying.Names;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Keying;

/// <summary>What a keyed export is to be like.</summary>
public sealed record KeyingRequest
{
    /// <summary>The signature to write.</summary>
    /// <value>Default <c>serving_default</c>.</value>
    public string Signature { get; init; } = ModelSignature.ServingDefault;

    /// <summary>
    /// What it is made of: a signature's name, or <c>function:NAME[:TRACE]</c>, where NAME may lead to a child's function: <c>child.NAME</c>. Null takes the
    /// signature named <see cref="Signature"/> if it is there, else the only one that can carry a key, else the model's <c>serve</c>, <c>serving</c>,
    /// <c>serving_default</c>, <c>__call__</c> or <c>call</c> function.
    /// </summary>
    /// <value>Default null.</value>
    public string? From { get; init; }

    /// <summary>The keys. None attaches a plain signature, which is how a function is run.</summary>
    /// <value>Default one key named <c>key</c>, a string for each row.</value>
    public IReadOnlyList<KeySpec> Keys { get; init; } = [KeySpec.Default];

    /// <summary>New names of outputs by their old ones.</summary>
    /// <value>Default empty.</value>
    public IReadOnlyDictionary<string, string> RenameOutputs { get; init; } = new Dictionary<string, string>();

    /// <summary>New names of inputs by their old ones.</summary>
    /// <value>Default empty.</value>
    public IReadOnlyDictionary<string, string> RenameInputs { get; init; } = new Dictionary<string, string>();

    /// <summary>The name of the only output, whatever it is called; null leaves it.</summary>
    /// <value>Default null.</value>
    public string? OutputName { get; init; }

    /// <summary>A name under which the replaced signature is kept; null drops it.</summary>
    /// <value>Default null.</value>
    public string? KeepAs { get; init; }

    /// <summary>The tags of the one metagraph to key; null keys every metagraph that has the source.</summary>
    /// <value>Default null.</value>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Checks what can be checked without a model.</summary>
    /// <exception cref="TfKeyedException">A name is missing or given twice (usage).</exception>
    internal void Validate()
    {
        NewName(Signature, "the signature");
        NewName(KeepAs, "the signature to keep");
        NewName(OutputName, "the output");
        foreach (string name in RenameOutputs.Values.Concat(RenameInputs.Values))
            NewName(name, "a renamed input or output");
        if (ModelSignature.IsReserved(Signature) || (KeepAs is not null && ModelSignature.IsReserved(KeepAs)))
            throw TfKeyedException.Usage("names that begin with __saved_model_ are TensorFlow's own", null, "Choose another name for the signature");
        if (KeepAs == Signature)
            throw TfKeyedException.Usage($"the replaced signature cannot be kept as '{KeepAs}', the name of the new one", null, "Give --keep-as another name");
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (KeySpec key in Keys)
        {
            key.Validate();
            if (!names.Add(key.Name))
                throw TfKeyedException.Usage($"the key '{key.Name}' is given twice", null, "Give each key a name of its own");
        }
    }

    private static void NewName(string? name, string what)
    {
        if (name is { Length: 0 })
            throw TfKeyedException.Usage($"the name of {what} is empty");
        if (name is not null && !LegalNames.IsWellFormed(name))
            throw TfKeyedException.Usage($"the name of {what} is not valid Unicode");
    }
}

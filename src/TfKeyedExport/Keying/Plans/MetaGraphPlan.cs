using TfKeyedExport.Protos;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Keying.Plans;

/// <summary>What a keyed export does to one metagraph.</summary>
public sealed record MetaGraphPlan
{
    /// <summary>The metagraph's position in the file.</summary>
    public required int Index { get; init; }

    /// <summary>Its tags.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>What the signature is made of.</summary>
    public required KeyingSource Source { get; init; }

    /// <summary>The source as a signature: what clients had, or what the function takes and returns.</summary>
    public required ModelSignature Before { get; init; }

    /// <summary>The signature to be written.</summary>
    public required ModelSignature After { get; init; }

    /// <summary>The keys with the shapes that they get.</summary>
    public required IReadOnlyList<KeySpec> Keys { get; init; }

    /// <summary>Whether a signature of that name stood there and is replaced.</summary>
    public required bool ReplacesSignature { get; init; }

    /// <summary>The name under which the replaced signature is kept; null if it is not.</summary>
    public string? KeptAs { get; init; }

    /// <summary>The nodes that the main graph gets.</summary>
    public required IReadOnlyList<PlannedNode> Nodes { get; init; }

    /// <summary>The functions that the library gets; none where Python's loader has nothing to read.</summary>
    public IReadOnlyList<PlannedFunction> Functions { get; init; } = [];

    /// <summary>The objects that the object graph gets.</summary>
    public IReadOnlyList<PlannedObject> Objects { get; init; } = [];

    /// <summary>The names that the object graph's objects get or that point elsewhere.</summary>
    public IReadOnlyList<PlannedChild> Children { get; init; } = [];

    /// <summary>Where the captures of a function stand; none if the source is a signature, which has them already.</summary>
    public IReadOnlyList<CaptureBinding> Captures { get; init; } = [];

    /// <summary>What the user should know, a sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The new names of the inputs by their old ones.</summary>
    internal IReadOnlyDictionary<string, string> InputNames { get; init; } = new Dictionary<string, string>();

    /// <summary>The new names of the outputs by their old ones.</summary>
    internal IReadOnlyDictionary<string, string> OutputNames { get; init; } = new Dictionary<string, string>();

    /// <summary>The signature to be written, in its serialized form.</summary>
    internal SignatureDef SignatureProto { get; init; } = new();
}

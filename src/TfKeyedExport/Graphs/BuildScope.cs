using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Functionalizing;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Graphs;

/// <summary>The names of one graph or of one call of a function, while a graph is built.</summary>
internal sealed class BuildScope
{
    private readonly NodeOrigin? _caller;

    public BuildScope(FunctionBody? body, NodeOrigin? caller, IReadOnlyDictionary<string, AttrValue>? substitutions, int depth)
    {
        Body = body;
        _caller = caller;
        Substitutions = substitutions;
        Depth = depth;
        Attributes = new NodeAttributes(
            substitutions is null ? new Dictionary<string, AttrValue>() : substitutions.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal));
    }

    /// <summary>The function; null in the main graph.</summary>
    public FunctionBody? Body { get; }

    /// <summary>What attribute placeholders in the body stand for.</summary>
    public IReadOnlyDictionary<string, AttrValue>? Substitutions { get; }

    /// <summary>The same as attributes, for the signature's own types.</summary>
    public NodeAttributes Attributes { get; }

    /// <summary>How many functions this one stands in.</summary>
    public int Depth { get; }

    /// <summary>What side effects in the body must wait for.</summary>
    public Node[] Waits { get; init; } = [];

    /// <summary>What is noted of loops and calls of this graph; inlined functions note theirs with their caller's.</summary>
    public FlowRecord Flow { get; set; } = new();

    /// <summary>What was reached so far, by node name.</summary>
    public Dictionary<string, BuildEntry> Entries { get; } = new(StringComparer.Ordinal);

    /// <summary>Tensors given from outside: feeds, or arguments by name and position.</summary>
    public Dictionary<(string Name, int Index), NodeOutput> Feeds { get; } = [];

    public NodeOrigin OriginOf(string node) => Body is null ? new NodeOrigin(node) : new NodeOrigin(node, Body.Name, _caller);

    public bool IsFed(TensorReference reference) =>
        reference.IsControl ? IsArgument(reference.Node) || (Body is null && Feeds.ContainsKey((reference.Node, 0))) : Feeds.ContainsKey((reference.Node, reference.Index)) || IsArgument(reference.Node);

    public bool IsArgument(string name) => Body is not null && Body.Definition.Signature.InputArg.Any(a => a.Name == name);

    public void BindArguments(List<NodeOutput> values, NodeOrigin call)
    {
        var types = new List<DataType>();
        foreach (OpDef.Types.ArgDef argument in Body!.Definition.Signature.InputArg)
        {
            int start = types.Count;
            int count = ArgumentTypes.AddTo(types, argument, Attributes);
            if (start + count > values.Count)
                throw TfKeyedException.Unreadable($"the call passes {values.Count} tensors; {Body.Name} takes more", $"node {call}");
            for (int i = 0; i < count; i++)
                Feeds[(argument.Name, i)] = values[start + i];
        }
    }
}

/// <summary>A node's name while a graph is built.</summary>
internal sealed class BuildEntry(NodeDef definition)
{
    public NodeDef Definition { get; } = definition;

    public BuildState State { get; set; }

    public OpDef? Declaration { get; set; }

    public NodeAttributes Attributes { get; set; } = NodeAttributes.None;

    public BuildScope? Callee { get; set; }

    public NodeOutput[] Outputs { get; set; } = [];

    public Node[] Controls { get; set; } = [];
}

/// <summary>How far a name has come.</summary>
internal enum BuildState
{
    New,
    Visiting,
    Made,
}

/// <summary>What is to be done for a name.</summary>
internal enum BuildPhase
{
    Visit,
    Make,
    Return,
}

/// <summary>One thing to do.</summary>
internal readonly record struct BuildWork(BuildScope Scope, BuildEntry Entry, BuildPhase Phase);

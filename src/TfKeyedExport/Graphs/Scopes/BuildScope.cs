using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Graphs.Verifying;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Operations.Declarations;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Graphs.Scopes;

/// <summary>One graph or one call of a function, while a graph is built: what became of each of its nodes.</summary>
internal sealed class BuildScope
{
    private readonly NodeOrigin? _caller;
    private readonly BuildEntry?[] _entries;
    private readonly NodeOutput[][] _arguments;

    /// <summary>The main graph.</summary>
    public BuildScope(NodeTable table)
    {
        Table = table;
        Attributes = NodeAttributes.None;
        _entries = new BuildEntry?[table.Count];
        _arguments = [];
    }

    /// <summary>A call of a function.</summary>
    public BuildScope(FunctionBody body, NodeOrigin caller, IReadOnlyDictionary<string, AttrValue>? substitutions, int depth)
    {
        Body = body;
        Table = body.Nodes;
        _caller = caller;
        Substitutions = substitutions;
        Depth = depth;
        Attributes = substitutions is null ? NodeAttributes.None : new NodeAttributes(substitutions);
        _entries = new BuildEntry?[body.Nodes.Count];
        _arguments = new NodeOutput[body.Signature.InputArg.Count][];
    }

    /// <summary>The nodes.</summary>
    public NodeTable Table { get; }

    /// <summary>The function; null in the main graph.</summary>
    public FunctionBody? Body { get; }

    /// <summary>What attribute placeholders in the body stand for; null if for nothing.</summary>
    public IReadOnlyDictionary<string, AttrValue>? Substitutions { get; }

    /// <summary>The same as attributes, for the signature's own types.</summary>
    public NodeAttributes Attributes { get; }

    /// <summary>How many functions this one stands in.</summary>
    public int Depth { get; }

    /// <summary>What side effects in the body must wait for.</summary>
    public Node[] Waits { get; init; } = [];

    /// <summary>What is noted of loops and calls of this graph; inlined functions note theirs with their caller's.</summary>
    public FlowRecord Flow { get => field ??= new FlowRecord(); set; }

    /// <summary>Tensors of the main graph that are given from outside, by node and output.</summary>
    public Dictionary<(int Node, int Index), NodeOutput> Feeds { get; } = [];

    /// <summary>What became of a node; null if it was not reached.</summary>
    public BuildEntry? Reached(int node) => (uint)node < (uint)_entries.Length ? _entries[node] : null;

    /// <summary>What became of a node, which is reached now if it was not before.</summary>
    public BuildEntry Reach(int node) => _entries[node] ??= new BuildEntry(Table[node]);

    public NodeOrigin OriginOf(NodeRecord node) => new(node, Body?.Name, _caller);

    /// <summary>Whether a reference is to something given from outside: nothing has to be built for it.</summary>
    public bool IsFed(InputReference reference) =>
        reference.Source >= _entries.Length || (Feeds.Count > 0 && Feeds.ContainsKey((reference.Source, reference.Index)));

    /// <summary>The tensor from outside that a reference is to, if it is to one.</summary>
    public bool TryGetFed(InputReference reference, out NodeOutput fed)
    {
        int argument = reference.Source - _entries.Length;
        if (argument < 0)
            return Feeds.TryGetValue((reference.Source, reference.Index), out fed);
        bool given = reference.Index < _arguments[argument].Length;
        fed = given ? _arguments[argument][reference.Index] : default;
        return given;
    }

    /// <summary>Gives the tensors of one argument.</summary>
    public void SetArgument(int argument, NodeOutput[] tensors) => _arguments[argument] = tensors;

    /// <summary>Gives all arguments from the tensors that a call passes.</summary>
    /// <exception cref="TfKeyedException">The call passes too few or too many, or one of another type.</exception>
    public void BindArguments(ReadOnlySpan<NodeOutput> values)
    {
        NodeGate.CheckInputs(Body!.Signature, Attributes, values);
        int start = 0;
        for (int i = 0; i < _arguments.Length; i++)
        {
            int count = ArgumentTypes.Count(Body.Signature.InputArg[i], Attributes);
            _arguments[i] = values.Slice(start, count).ToArray();
            start += count;
        }
    }

    /// <summary>What a reference is to, for messages.</summary>
    public string Describe(InputReference reference)
    {
        string name = reference.Source >= _entries.Length ? Body!.Signature.InputArg[reference.Source - _entries.Length].Name : Table[reference.Source].Name;
        return new TensorReference(name, reference.OutputArgument, reference.Index, reference.IsControl).ToString();
    }
}

/// <summary>A node while a graph is built.</summary>
internal sealed class BuildEntry(NodeRecord record)
{
    public NodeRecord Record { get; } = record;

    public BuildState State { get; set; }

    public NodeAttributes Attributes { get; set; } = NodeAttributes.None;

    public BuildScope? Callee { get; set; }

    public NodeOutput[] Outputs { get; set; } = [];

    public Node[] Controls { get; set; } = [];
}

/// <summary>How far a node has come.</summary>
internal enum BuildState
{
    New,
    Visiting,
    Made,
}

/// <summary>What is to be done for a node.</summary>
internal enum BuildPhase
{
    Visit,
    Make,
    Return,
}

/// <summary>One thing to do.</summary>
internal readonly record struct BuildWork(BuildScope Scope, BuildEntry Entry, BuildPhase Phase);

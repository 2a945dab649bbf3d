using Google.Protobuf;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp;

/// <summary>The nodes around an operation that needs others: a table and its entries, a loop and its body.</summary>
/// <remarks>The case's inputs are the nodes <c>i00</c>, <c>i01</c> and so on.</remarks>
/// <param name="Nodes">The nodes, in an order in which inputs come first.</param>
/// <param name="Fetches">What is fetched, as <c>node:output</c>, with its type.</param>
internal sealed record OpGraph(IReadOnlyList<NodeDef> Nodes, IReadOnlyList<(string Output, DataType Type)> Fetches)
{
    /// <summary>The functions that nodes call.</summary>
    public IReadOnlyList<FunctionDef> Functions { get; init; } = [];

    /// <summary>A node.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="op">The operation.</param>
    /// <param name="inputs">Its inputs, control inputs last.</param>
    /// <param name="attributes">Its attributes.</param>
    public static NodeDef Node(string name, string op, string[] inputs, params (string Name, AttrValue Value)[] attributes)
    {
        var node = new NodeDef { Name = name, Op = op, Input = { inputs } };
        foreach ((string key, AttrValue value) in attributes)
            node.Attr[key] = value;
        return node;
    }

    /// <summary>Reads a graph from its serialized form.</summary>
    public static OpGraph Parse(GraphDef graph, IReadOnlyList<(string Output, DataType Type)> fetches) =>
        new([.. graph.Node.Select(NodeDef.Parser.ParseFrom)], fetches) { Functions = [.. graph.Library?.Function.Select(FunctionDef.Parser.ParseFrom) ?? []] };

    /// <summary>Adds the nodes and functions to a graph.</summary>
    public void AddTo(GraphDef graph)
    {
        graph.Node.AddRange(Nodes.Select(n => n.ToByteString()));
        if (Functions.Count > 0)
            graph.Library = new FunctionDefLibrary { Function = { Functions.Select(f => f.ToByteString()) } };
    }
}

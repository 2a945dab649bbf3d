using TfKeyedExport.Tensors;

namespace TfKeyedExport.Graphs;

/// <summary>One operation of a <see cref="Graph"/>.</summary>
internal sealed class Node
{
    public Node(string op, NodeAttributes attributes, NodeOrigin origin, NodeOutput[] inputs, Node[] controlInputs, DataType[] outputTypes, Graph[]? regions = null)
    {
        Op = op;
        Attributes = attributes;
        Origin = origin;
        Inputs = new NodeOutputs(inputs);
        ControlInputs = controlInputs;
        Types = outputTypes;
        Regions = regions ?? [];
    }

    /// <summary>The op of a node that stands for an input of the graph or of a region; its attribute <c>index</c> says which.</summary>
    public const string ParameterOp = "_Parameter";

    /// <summary>The op that gives a constant that planning made.</summary>
    public const string ConstantOp = "Const";

    /// <summary>The operation's name.</summary>
    public string Op { get; }

    /// <summary>The attributes, with defaults from the op's declaration.</summary>
    public NodeAttributes Attributes { get; }

    /// <summary>Where it came from.</summary>
    public NodeOrigin Origin { get; }

    /// <summary>The tensors that it reads.</summary>
    public NodeOutputs Inputs { get; }

    /// <summary>The nodes that must have run before it.</summary>
    public IReadOnlyList<Node> ControlInputs { get; }

    /// <summary>The type of each output, without reference marks.</summary>
    public IReadOnlyList<DataType> OutputTypes => Types;

    /// <summary>The same as an array, for others to share: not to be changed.</summary>
    public DataType[] Types { get; }

    /// <summary>The bodies of control flow: of <c>If</c> then and else, of <c>While</c> condition and body, of <c>Case</c> the branches.</summary>
    public IReadOnlyList<Graph> Regions { get; }

    /// <summary>Its place in the graph that is being walked: whoever walks one with it sets it first, and it means nothing afterwards.</summary>
    public int Place { get; set; }

    /// <summary>What the reader of the graph knows of it, such as a constant's value.</summary>
    public object? Knowledge { get; set; }

    /// <summary>Whether it is a parameter of its graph.</summary>
    public bool IsParameter => Op == ParameterOp;

    /// <summary>All its outputs, in order. One array for all who ask: not to be changed.</summary>
    public NodeOutput[] Outputs => field ??= MakeOutputs();

    /// <summary>One of its outputs.</summary>
    public NodeOutput Output(int index = 0) => new(this, index);

    /// <summary>The same operation on other inputs.</summary>
    public Node With(NodeOutput[] inputs, Node[] controlInputs, Graph[]? regions = null) =>
        new(Op, Attributes, Origin, inputs, controlInputs, Types, regions ?? (Graph[])Regions);

    /// <inheritdoc/>
    public override string ToString() => $"{Op} {Origin}";

    private NodeOutput[] MakeOutputs()
    {
        var outputs = new NodeOutput[OutputTypes.Count];
        for (int i = 0; i < outputs.Length; i++)
            outputs[i] = Output(i);
        return outputs;
    }
}

using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Operations.ControlFlow;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Graphs.Model;

/// <summary>One operation of a <see cref="Graph"/>.</summary>
internal sealed class Node
{
    /// <param name="work">What it does.</param>
    /// <param name="attributes">Its attributes, with defaults from the operation's declaration.</param>
    /// <param name="origin">Where it came from.</param>
    /// <param name="inputs">The tensors that it reads.</param>
    /// <param name="controlInputs">The nodes that must have run before it.</param>
    /// <param name="outputTypes">The type of each output.</param>
    /// <param name="regions">The bodies of control flow.</param>
    public Node(
        IWork work, NodeAttributes attributes, NodeOrigin origin, NodeOutput[] inputs, Node[] controlInputs, DataType[] outputTypes, Graph[]? regions = null)
    {
        Work = work;
        Attributes = attributes;
        Origin = origin;
        Inputs = new NodeOutputs(inputs);
        ControlInputs = controlInputs;
        Types = outputTypes;
        Regions = regions ?? [];
    }

    /// <summary>What it does: an operation, a parameter, or a step of an engine's own.</summary>
    public IWork Work { get; }

    /// <summary>The operation; null of a parameter and of an engine's own step.</summary>
    public Operation? Operation => Work as Operation;

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
    public bool IsParameter => Work is Parameter;

    /// <summary>Whether it is a constant.</summary>
    public bool IsConstant => Is(ArrayOperations.Const);

    /// <summary>Whether it is a loop; its regions are the condition and the body, which take all its inputs.</summary>
    public bool IsLoop => IsAny(ControlFlowOperations.While, ControlFlowOperations.StatelessWhile);

    /// <summary>
    /// The number of the first input that its regions are given: all inputs of a loop are its variables, the first one of
    /// <c>If</c> and <c>Case</c> chooses the branch.
    /// </summary>
    public int FirstGiven => IsLoop ? 0 : 1;

    /// <summary>Whether it is of an operation.</summary>
    public bool Is(Operation operation) => ReferenceEquals(Work, operation);

    /// <summary>Whether it is of one of some operations.</summary>
    public bool IsAny(params ReadOnlySpan<Operation> operations)
    {
        foreach (Operation operation in operations)
        {
            if (ReferenceEquals(Work, operation))
                return true;
        }
        return false;
    }

    /// <summary>The node itself if it is of an operation, else null.</summary>
    public Node? As(Operation operation) => Is(operation) ? this : null;

    /// <summary>All its outputs, in order. One array for all who ask: not to be changed.</summary>
    public NodeOutput[] Outputs => field ??= MakeOutputs();

    /// <summary>One of its outputs.</summary>
    public NodeOutput Output(int index = 0) => new(this, index);

    /// <summary>The same operation on other inputs.</summary>
    public Node With(NodeOutput[] inputs, Node[] controlInputs, Graph[]? regions = null) =>
        new(Work, Attributes, Origin, inputs, controlInputs, Types, regions ?? (Graph[])Regions);

    /// <inheritdoc/>
    public override string ToString() => $"{Work.Name} {Origin}";

    private NodeOutput[] MakeOutputs()
    {
        var outputs = new NodeOutput[OutputTypes.Count];
        for (int i = 0; i < outputs.Length; i++)
            outputs[i] = Output(i);
        return outputs;
    }
}

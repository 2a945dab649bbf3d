using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels;

/// <summary>What a kernel is made from: a node, what is known of its inputs, and its regions' plans.</summary>
internal sealed class KernelRequest
{
    private readonly Func<NodeOutput, ConstantValue?> _constants;
    private readonly Plan[] _regions;

    public KernelRequest(Node node, Func<NodeOutput, ConstantValue?> constants, Plan[] regions, HostState host)
    {
        Node = node;
        _constants = constants;
        _regions = regions;
        Host = host;
    }

    /// <summary>The node.</summary>
    public Node Node { get; }

    /// <summary>The name of its operation, for kernels of several.</summary>
    public string OperationName => Node.Work.Name;

    /// <summary>Whether the node is of an operation.</summary>
    public bool Is(Operation operation) => Node.Is(operation);

    /// <summary>Whether the node is of one of some operations.</summary>
    public bool IsAny(params ReadOnlySpan<Operation> operations) => Node.IsAny(operations);

    /// <summary>Its attributes.</summary>
    public NodeAttributes Attributes => Node.Attributes;

    /// <summary>The host, for resources.</summary>
    public HostState Host { get; }

    /// <summary>The number of inputs.</summary>
    public int InputCount => Node.Inputs.Count;

    /// <summary>The type of an input.</summary>
    public DataType InputType(int input) => Node.Inputs[input].Type;

    /// <summary>The type of an output.</summary>
    public DataType OutputType(int output) => Node.OutputTypes[output];

    /// <summary>The value of an input that is the same in every call, or null.</summary>
    public Value? Constant(int input) => _constants(Node.Inputs[input])?.Value;

    /// <summary>The value of a tensor that is the same in every call, inside a region too, or null.</summary>
    public ConstantValue? Known(NodeOutput output) => _constants(output);

    /// <summary>The plan of a region: of <c>If</c> 0 is then, 1 is else; of <c>While</c> 0 is the condition, 1 the body.</summary>
    public Plan Region(int index) => _regions[index];

    /// <summary>The number of regions.</summary>
    public int RegionCount => _regions.Length;

    /// <summary>The kernel cannot do what this node asks for.</summary>
    public TfKeyedException Unsupported(string what) =>
        TfKeyedException.Engine(what, $"node {Node.Origin} ({Node.Work.Name})", "use --engine tensorflow");
}

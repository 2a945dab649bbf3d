using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Graphs.Functionalizing;

/// <summary>Builds the graph of a region: the main graph, a branch, or a loop's condition or body.</summary>
internal sealed class RegionBuilder
{
    private readonly FlowCondition _condition;
    private readonly List<Node> _nodes = [];
    private readonly List<Node> _parameters = [];
    private readonly Dictionary<FlowOutput, NodeOutput> _values = [];
    private readonly Dictionary<FlowNode, Node> _made = [];

    /// <param name="context">What all regions share.</param>
    /// <param name="frame">The loop that it stands in.</param>
    /// <param name="condition">What holds in it.</param>
    /// <param name="depth">How many regions it stands in.</param>
    public RegionBuilder(FlowContext context, FlowFrame? frame, FlowCondition condition, int depth)
    {
        if (depth > GraphLimits.Depth)
            throw TfKeyedException.Unreadable(
                $"branches and loops stand in one another more than {GraphLimits.Depth} deep", null, "models nested as deep as that are not run");
        Context = context;
        Frame = frame;
        Depth = depth;
        _condition = condition;
    }

    public FlowContext Context { get; }

    public FlowFrame? Frame { get; }

    public int Depth { get; }

    /// <summary>What holds in the region if a literal holds as well.</summary>
    public FlowCondition With(FlowLiteral literal) => Context.Conditions.And(_condition, literal);

    /// <summary>Adds a parameter that stands for a value.</summary>
    public void AddParameter(FlowOutput value, DataType type) =>
        AddParameter(value.Node, new Node(new Parameter(_parameters.Count), NodeAttributes.None, value.Node.Node.Origin, [], [], [type]), value.Index);

    /// <summary>Adds a node that is a parameter already.</summary>
    public void AddParameter(FlowNode node, Node parameter, int index = 0)
    {
        _nodes.Add(parameter);
        _parameters.Add(parameter);
        _values[new FlowOutput(node, index)] = parameter.Output();
        if (parameter == node.Node)
            _made.Add(node, parameter);
    }

    /// <summary>Makes all nodes of the region.</summary>
    public void Fill(Reach reach)
    {
        foreach (FlowNode[] step in Schedule.Of(reach, _condition, Frame, Context.Budget))
        {
            FlowNode node = step[0];
            try
            {
                if (node.Kind == FlowKind.Exit)
                    LoopBuilder.Make(this, node.Inner!);
                else if (node.Kind is FlowKind.Merge or FlowKind.Sink)
                    ChoiceBuilder.Make(this, step);
                else if (node.Kind == FlowKind.Plain && !_made.ContainsKey(node))
                    MakePlain(node);
            }
            catch (TfKeyedException e) when (e.Where is null)
            {
                throw e.At(node.Where);
            }
        }
    }

    /// <summary>The tensor that stands for a value in this region.</summary>
    public NodeOutput Get(FlowOutput output) => _values.TryGetValue(PredicateFinder.Passed(output), out NodeOutput value)
        ? value
        : throw TfKeyedException.Unreadable(
            $"a value of {output.Node.Node.Work.Name} {output.Node.Node.Origin} is used where it is never alive", null, "the model's graph is damaged");

    /// <summary>Says what stands for a value.</summary>
    public void Set(FlowOutput output, NodeOutput value) => _values[output] = value;

    /// <summary>Adds a node that stands for others.</summary>
    public void Add(Node node, params ReadOnlySpan<FlowNode> others)
    {
        Context.Budget.Make();
        _nodes.Add(node);
        foreach (FlowNode other in others)
            _made.TryAdd(other, node);
    }

    /// <summary>Adds a number: which input a merge took.</summary>
    public NodeOutput AddNumber(int number, NodeOrigin origin)
    {
        var value = new AttrValue { Tensor = new TensorProto { Dtype = DataType.Int32, TensorShape = new TensorShapeProto(), IntVal = { number } } };
        var node = new Node(
            ArrayOperations.Const, new NodeAttributes(new Dictionary<string, AttrValue> { ["value"] = value }), origin, [], [], [DataType.Int32]);
        Add(node);
        return node.Output();
    }

    /// <summary>What stands for nodes that are to be waited for, as far as they are in this region.</summary>
    public Node[] Waits(IEnumerable<FlowNode> nodes) => [.. nodes.Select(n => _made.GetValueOrDefault(Reach.Step(n))).OfType<Node>().Distinct()];

    /// <summary>The finished graph.</summary>
    public Graph Finish(string name, NodeOutput[] results, Node[] targets) => new(name, _nodes, _parameters, results, targets);

    private void MakePlain(FlowNode node)
    {
        if (node.RunsOnce)
        {
            if (node.IsMade || !ReferenceEquals(node.Condition, _condition))
                throw TfKeyedException.Engine("an operation that must run once is needed by several conditionals or loops", null, "use --engine tensorflow");
            node.IsMade = true;
        }
        Node old = node.Node;
        bool same = true;
        var inputs = new NodeOutput[node.Inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = Get(node.Inputs[i]);
            same &= inputs[i] == old.Inputs[i];
        }
        Node[] controls = Waits(node.Controls);
        Node made = same && controls.AsSpan().SequenceEqual((Node[])old.ControlInputs) ? old : old.With(inputs, controls);
        Add(made, node);
        for (int i = 0; i < made.OutputTypes.Count; i++)
            _values[new FlowOutput(node, i)] = made.Output(i);
    }
}

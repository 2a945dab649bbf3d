using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Scopes;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Attributes;

namespace TfKeyedExport.Graphs.Functionalizing;

/// <summary>Makes the <see cref="FlowNode"/>s of a graph: calls become nodes again, and merges of loops know what they read from the last round.</summary>
internal sealed class FlowReader
{
    private readonly Dictionary<Node, FlowNode> _nodes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<NodeOrigin, FlowNode> _calls = new(ReferenceEqualityComparer.Instance);
    private readonly List<FlowNode> _all = [];

    /// <summary>Every node, each after what it needs.</summary>
    public IReadOnlyList<FlowNode> Nodes => _all;

    /// <summary>What stands for a node.</summary>
    public FlowNode Of(Node node) => _nodes[node];

    /// <summary>What stands for an output.</summary>
    public FlowOutput Of(NodeOutput output) => new(_nodes[output.Node], output.Index);

    /// <summary>Reads a graph.</summary>
    public void Read(Graph graph, FlowRecord record)
    {
        int calls = 0;
        for (int i = 0; i <= graph.Nodes.Count; i++)
        {
            for (; calls < record.Calls.Count && record.Calls[calls].Position == i; calls++)
                AddCall(record.Calls[calls]);
            if (i < graph.Nodes.Count)
                Add(graph.Nodes[i]);
        }
        foreach (FlowBackEdge edge in record.BackEdges)
            Close(edge);
        foreach (NodeOutput result in graph.Results)
            NoteIndex(Of(result));
    }

    private void Add(Node node)
    {
        var made = new FlowNode(node.Operation?.Flow ?? FlowKind.Plain, node)
        {
            Inputs = [.. node.Inputs.Select(Of)],
            Controls = Controls(node.Inputs, node.ControlInputs, node.Origin),
            RunsOnce = RunsOnce(node),
        };
        foreach (FlowOutput input in made.Inputs)
            NoteIndex(input);
        _nodes.Add(node, made);
        _all.Add(made);
    }

    private void AddCall(FlowCall call)
    {
        var node = new Node(ArrayOperations.NoOp, NodeAttributes.None, call.Origin, call.Inputs, call.Controls, []);
        var made = new FlowNode(FlowKind.Call, node) { Inputs = [.. call.Inputs.Select(Of)], Controls = Controls(call.Inputs, call.Controls, call.Origin) };
        _calls.Add(call.Origin, made);
        _all.Add(made);
    }

    // A node inside a function runs only if the call does. If it needs another node of the function, it does so already.
    private FlowNode[] Controls(IReadOnlyList<NodeOutput> inputs, IReadOnlyList<Node> controls, NodeOrigin origin)
    {
        FlowNode? call = origin.Caller is { } caller ? _calls.GetValueOrDefault(caller) : null;
        if (call is null || inputs.Any(i => IsInside(i.Node, origin.Caller!)) || controls.Any(c => IsInside(c, origin.Caller!)))
            return controls.Count == 0 ? [] : [.. controls.Select(Of)];
        return [.. controls.Select(Of), call];
    }

    private static bool IsInside(Node node, NodeOrigin call)
    {
        for (NodeOrigin? caller = node.Origin.Caller; caller is not null; caller = caller.Caller)
        {
            if (ReferenceEquals(caller, call))
                return true;
        }
        return false;
    }

    private void Close(FlowBackEdge edge)
    {
        FlowNode merge = _nodes[edge.Merge.Outputs[0].Node];
        FlowNode next = _nodes[edge.Scope.Reached(edge.Next)!.Outputs[0].Node];
        if (merge.Next is not null || merge.Inputs.Length != 1 || merge.Inputs[0].Node.Kind != FlowKind.Enter)
            throw TfKeyedException.Unreadable(
                "a loop's merge takes one Enter and one NextIteration, and this one does not", merge.Where, "the model's graph is damaged");
        merge.Kind = FlowKind.LoopMerge;
        merge.Next = next;
    }

    // Variables, tables and what is read from them are the same however often they are asked for.
    private static bool RunsOnce(Node node) =>
        node.Inputs.Count > 0 && node.Operation is { Effect: not Effect.Reads, Declaration: null or { IsStateful: true } };

    private static void NoteIndex(FlowOutput read)
    {
        if (read.Node.Kind == FlowKind.Merge && read.Index == 1)
            read.Node.IndexIsRead = true;
    }
}

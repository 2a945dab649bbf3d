using System.Diagnostics.CodeAnalysis;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Operations;

namespace TfKeyedExport.Graphs.Scopes;

/// <summary>
/// What is noted while a graph is built, so that TensorFlow 1's loops and branches can be found in it: edges back to a loop's start, and calls.
/// </summary>
internal sealed class FlowRecord
{
    private readonly List<FlowBackEdge> _backEdges = [];
    private readonly List<FlowCall> _calls = [];
    private int _taken;

    /// <summary>Every edge from the end of a loop's round to its start.</summary>
    public IReadOnlyList<FlowBackEdge> BackEdges => _backEdges;

    /// <summary>Every call that was inlined, callers before those that they call.</summary>
    public IReadOnlyList<FlowCall> Calls => _calls;

    /// <summary>Whether an input is what a loop's last round gave to the next: the only edges of a graph that lead backwards.</summary>
    public static bool IsBackEdge(BuildScope scope, NodeRecord reader, InputReference input) =>
        reader.Operation.Operation.Flow == FlowKind.Merge
            && !input.IsControl
            && !scope.IsFed(input)
            && scope.Table[input.Source].Operation.Operation.Flow == FlowKind.NextIteration;

    /// <summary>Whether the graph has a node of TensorFlow 1's control flow.</summary>
    public bool IsNeeded { get; private set; }

    /// <summary>Notes that it has one.</summary>
    public void Need() => IsNeeded = true;

    /// <summary>Notes an edge; its end still has to be built.</summary>
    public void AddBackEdge(BuildScope scope, BuildEntry merge, int next) => _backEdges.Add(new FlowBackEdge(scope, merge, next));

    /// <summary>Notes a call and makes its scope part of this graph.</summary>
    public void AddCall(BuildScope callee, NodeOrigin origin, NodeOutput[] inputs, Node[] controls, int position)
    {
        callee.Flow = this;
        _calls.Add(new FlowCall(origin, inputs, controls, position));
    }

    /// <summary>The next edge whose end is to be built.</summary>
    public bool TryTake([NotNullWhen(true)] out FlowBackEdge? edge)
    {
        edge = _taken < _backEdges.Count ? _backEdges[_taken++] : null;
        return edge is not null;
    }
}

/// <summary>An edge from the end of a loop's round to its start.</summary>
/// <param name="Scope">Where both stand.</param>
/// <param name="Merge">The merge at the start.</param>
/// <param name="Next">The number of the <c>NextIteration</c> at the end.</param>
internal sealed record FlowBackEdge(BuildScope Scope, BuildEntry Merge, int Next);

/// <summary>A call whose function was inlined.</summary>
/// <param name="Origin">The call; the nodes of the function name this very object as their caller.</param>
/// <param name="Inputs">What it was given.</param>
/// <param name="Controls">What it waited for.</param>
/// <param name="Position">How many nodes the graph had before.</param>
internal sealed record FlowCall(NodeOrigin Origin, NodeOutput[] Inputs, Node[] Controls, int Position);

using System.Text;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Reading;

namespace TfKeyedExport.Safety;

/// <summary>Finds the operations that may run on the way to some nodes of a model: in the main graph, and in every function that those name.</summary>
/// <remarks>
/// What a function holds counts whether it is needed or not, and so do branches that are not taken: TensorFlow's optimizers compute what is constant
/// before anybody asks for it. Walks with lists of its own: a model decides how deep it is.
/// </remarks>
internal sealed class OperationReach
{
    private readonly GraphSource _source;
    private readonly FileNameFlow _names;
    private readonly HashSet<int> _nodes = [];
    private readonly HashSet<FunctionBody> _functions = [];
    private readonly Stack<int> _pendingNodes = new();
    private readonly Stack<FunctionBody> _pendingFunctions = new();
    private readonly HashSet<(int Node, int Index)> _fed = [];
    private readonly List<FoundOperation> _found = [];
    private readonly ForeignRuntime? _runtime;

    /// <param name="source">The model.</param>
    /// <param name="ownFiles">The tensors of the main graph that are fed with names of the model's own files.</param>
    /// <param name="isForTensorFlow">Whether TensorFlow's library is going to run it, which may take one function for another.</param>
    public OperationReach(GraphSource source, IEnumerable<string> ownFiles, bool isForTensorFlow)
    {
        _source = source;
        _runtime = isForTensorFlow ? new ForeignRuntime(source) : null;
        _names = new FileNameFlow(source.Main, ownFiles.Select(Resolve));
    }

    /// <summary>The operations that reach outside the model, in the order in which they were come upon.</summary>
    /// <param name="feeds">The tensors that callers give: what makes them does not run.</param>
    /// <param name="targets">The tensors and nodes that are wanted.</param>
    /// <exception cref="Errors.TfKeyedException">A node or a function is damaged.</exception>
    public IReadOnlyList<FoundOperation> Find(IEnumerable<string> feeds, IEnumerable<string> targets)
    {
        foreach (InputReference feed in feeds.Select(Resolve))
            _fed.Add((feed.Source, feed.Index));
        foreach (string target in targets)
            Reach(Resolve(target));
        while (_pendingNodes.TryPop(out int node))
        {
            NodeRecord record = Look(_source.Main, null, node);
            foreach (InputReference input in record.Inputs)
                Reach(input);
        }
        while (_pendingFunctions.TryPop(out FunctionBody? function))
        {
            foreach (string name in function.DefaultFunctions)
            {
                if (_source.FindFunction(name) is { } given)
                    EnterOtherwise(given);
            }
            for (int i = 0; i < function.Nodes.Count; i++)
                Look(function.Nodes, function, i);
        }
        if (_found.Any(f => f.Outside.FileInputs.Length > 0))
            _names.Settle(_source.AllFunctions());
        FoundOperation[] outside = [.. _found.Where(ReachesOut)];
        // The tables read the model's file in place.
        GC.KeepAlive(_source);
        return outside;
    }

    private InputReference Resolve(string tensor) => _source.Main.Resolve(Encoding.UTF8.GetBytes(tensor));

    private void Reach(InputReference reference)
    {
        bool isFed = !reference.IsControl && _fed.Contains((reference.Source, reference.Index));
        if (!isFed && reference.Source >= 0 && reference.Source < _source.Main.Count && _nodes.Add(reference.Source))
            _pendingNodes.Push(reference.Source);
    }

    private NodeRecord Look(NodeTable table, FunctionBody? inside, int node)
    {
        NodeRecord record = table[node];
        NamedOperation operation = record.Operation;
        if (operation.Operation.Outside is { } outside)
            _found.Add(new FoundOperation(record, outside, table, inside));
        if (operation.Function is { } called)
            Enter(called, record, table, inside, isCall: called.Signature.Attr.Count == 0);
        // What a function is called with in place of its attributes may be a function as well, and be called with anything.
        string? plain = operation.IsCall && record.Attributes.Find("f")?.Func is { Attr.Count: 0 } function ? function.Name : null;
        foreach (string name in record.Attributes.FunctionNames())
            Enter(name, record, table, inside, isCall: name == plain);
        return record;
    }

    private void Enter(string name, NodeRecord caller, NodeTable table, FunctionBody? inside, bool isCall)
    {
        if (_source.FindFunction(name) is { } function)
            Enter(function, caller, table, inside, isCall);
        // TensorFlow knows names that no library has, such as that of a function's gradient.
        else if (_runtime is not null && name.Length > 0)
            throw TfKeyedException.Unreadable(
                $"there is no function {name}", $"node {new NodeOrigin(caller, inside?.Name, null)}", "the model's graph is damaged");
    }

    private void Enter(FunctionBody function, NodeRecord caller, NodeTable table, FunctionBody? inside, bool isCall)
    {
        if (!isCall)
        {
            EnterOtherwise(function);
            return;
        }
        _names.Call(function, caller, table, inside);
        Add(function);
    }

    private void EnterOtherwise(FunctionBody function)
    {
        _names.EnterOtherwise(function);
        Add(function);
    }

    private void Add(FunctionBody function)
    {
        if (!_functions.Add(function))
            return;
        _pendingFunctions.Push(function);
        foreach (FunctionBody other in _runtime?.OthersLike(function) ?? [])
        {
            _names.EnterOtherwise(other);
            if (_functions.Add(other))
                _pendingFunctions.Push(other);
        }
    }

    private bool ReachesOut(FoundOperation found)
    {
        if (found.Outside.Attribute is { } attribute && found.Record.Attributes.IsHarmless(attribute, found.Outside.Harmless))
            return false;
        return found.Outside.FileInputs.Length == 0 || !found.Outside.FileInputs.All(i => _names.IsOwn(found, i));
    }
}

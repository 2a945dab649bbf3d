using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Safety;

/// <summary>
/// What TensorFlow's library does not check for itself before it ends the whole process, or runs something else than the model says: internal
/// operations, nodes that lack an input, functions without end, functions that its optimizer puts in place of others, and tables of any size.
/// </summary>
internal sealed class ForeignRuntime(GraphSource source)
{
    private readonly Dictionary<FunctionBody, Dictionary<FunctionBody, int>> _calls = [];
    private ILookup<string, FunctionBody>? _implementations;

    // Only TensorFlow itself puts these into graphs: what it trusts there, a model must not say.
    private static void CheckOperation(NamedOperation operation, NodeRecord record, FunctionBody? inside)
    {
        if (!operation.Name.StartsWith('_') || operation.Function is not null || operation.Name.StartsWith("_Fused", StringComparison.Ordinal))
            return;
        throw TfKeyedException.Unreadable(
            $"{operation.Name} is an internal operation of TensorFlow's, which no saved model holds",
            $"node {new NodeOrigin(record.Name, inside?.Name)}", GraphAdvice.Contradicts);
    }

    /// <summary>Checks the main graph and every function of the library.</summary>
    /// <exception cref="TfKeyedException">
    /// There is an internal operation, or a function that calls itself, or others too deep or too often, or a table larger than its file.
    /// </exception>
    public void CheckAll(MetaGraph metaGraph)
    {
        CheckNodes(source.Main, null, metaGraph);
        foreach (FunctionBody function in source.AllFunctions())
        {
            AddCall(null, function);
            CheckNodes(function.Nodes, function, metaGraph);
            AddCalls(function, function.DefaultFunctions);
        }
        CheckDepth();
    }

    private void AddCalls(FunctionBody? from, IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            if (source.FindFunction(name) is { } function)
                AddCall(from, function);
        }
    }

    // The main graph, null, is nobody's.
    private void AddCall(FunctionBody? from, FunctionBody to)
    {
        _calls.TryAdd(to, []);
        if (from is null)
            return;
        _calls.TryAdd(from, []);
        Dictionary<FunctionBody, int> called = _calls[from];
        called[to] = called.GetValueOrDefault(to) + 1;
    }

    /// <summary>The other implementations of a function's interface: TensorFlow's optimizer may take any of them instead.</summary>
    public IEnumerable<FunctionBody> OthersLike(FunctionBody function)
    {
        string name = function.Implements;
        if (name.Length == 0)
            return [];
        _implementations ??= source.AllFunctions().Where(f => f.Implements.Length > 0).ToLookup(f => f.Implements, StringComparer.Ordinal);
        return _implementations[name];
    }

    private void CheckNodes(NodeTable nodes, FunctionBody? inside, MetaGraph metaGraph)
    {
        for (int i = 0; i < nodes.Count; i++)
        {
            NodeRecord record = nodes[i];
            CheckOperation(record.Operation, record, inside);
            ForeignNodes.Check(record, inside);
            ForeignTables.Check(record, inside, metaGraph);
            if (record.Operation.Function is { } called)
                AddCall(inside, called);
            AddCalls(inside, record.Attributes.FunctionNames());
        }
    }

    // Each level of calls takes some of TensorFlow's stack.
    private void CheckDepth()
    {
        var callers = _calls.Keys.ToDictionary(f => f, _ => 0);
        foreach (FunctionBody called in _calls.Values.SelectMany(c => c.Keys))
            callers[called]++;
        var depths = _calls.Keys.Where(f => callers[f] == 0).ToDictionary(f => f, _ => 1);
        var pending = new Stack<FunctionBody>(depths.Keys);
        var order = new List<FunctionBody>();
        while (pending.TryPop(out FunctionBody? function))
        {
            order.Add(function);
            if (depths[function] > GraphLimits.Depth)
                throw TfKeyedException.Unreadable(
                    $"functions call one another more than {GraphLimits.Depth} deep", $"function {function.Name}", "such models are not run");
            foreach (FunctionBody called in _calls[function].Keys)
            {
                depths[called] = Math.Max(depths.GetValueOrDefault(called), depths[function] + 1);
                if (--callers[called] == 0)
                    pending.Push(called);
            }
        }
        if (order.Count < _calls.Count)
            throw TfKeyedException.Unreadable(
                "a function calls itself", $"function {_calls.Keys.First(f => callers[f] > 0).Name}", "recursive functions are not run");
        order.Reverse();
        CheckSize(order);
    }

    // TensorFlow puts functions in place of their calls before anything runs, and nothing ends that.
    private void CheckSize(List<FunctionBody> calledFirst)
    {
        var sizes = new Dictionary<FunctionBody, long>();
        foreach (FunctionBody function in calledFirst)
        {
            long size = function.Nodes.Count;
            foreach ((FunctionBody called, int times) in _calls[function])
                size += (long)times * sizes[called];
            sizes[function] = size;
            if (size > GraphLimits.Nodes)
                throw TfKeyedException.Unreadable(
                    $"a function has more than {GraphLimits.Nodes} nodes once the functions that it calls are inlined", $"function {function.Name}",
                    "models of this size are not run");
        }
    }
}

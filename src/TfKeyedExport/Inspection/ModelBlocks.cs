using System.Runtime.InteropServices;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Inspection;

/// <summary>
/// A model folded into blocks: its graph and functions, and within them the nodes whose names begin alike, as Python's name scopes leave them. However large
/// the model, there are so many blocks at most; the largest are unfolded first.
/// </summary>
internal sealed class ModelBlocks
{
    // A scope within scopes beyond this says little to a person.
    private const int MostDepth = 12;
    private const int MostInner = 40;

    private readonly PriorityQueue<Open, int> _open = new(Comparer<int>.Create(static (a, b) => b.CompareTo(a)));
    private int _room;

    private ModelBlocks(int room) => _room = room;

    /// <summary>The main graph and its functions: first what the graph calls, then what these call, then what nobody calls.</summary>
    public List<ModelBlock> Whole { get; } = [];

    /// <summary>How many of them the graph reaches, itself among them: the first.</summary>
    public int Reached { get; private init; }

    /// <summary>How many functions are not told, for want of room.</summary>
    public int UntoldFunctions { get; private init; }

    /// <summary>Folds a metagraph.</summary>
    /// <param name="metaGraph">The metagraph.</param>
    /// <param name="most">How many blocks there may be.</param>
    /// <exception cref="Errors.TfKeyedException">A node or a function is damaged.</exception>
    public static ModelBlocks Of(MetaGraph metaGraph, int most)
    {
        List<Part> parts = [new("", [.. metaGraph.Nodes.Select(n => Node.Of(n))])];
        parts.AddRange(metaGraph.Functions.Select(f => new Part(f.Signature?.Name ?? "", [.. f.NodeDef.Select(n => Node.Of(n))])));
        List<Part> inOrder = InOrderOfCalls(parts, out int reached);
        int told = Math.Clamp(most / 2, 1, inOrder.Count);
        var folding = new ModelBlocks(most - told) { UntoldFunctions = inOrder.Count - told, Reached = Math.Min(reached, told) };
        HashSet<string> functions = parts.Skip(1).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        foreach (Part part in inOrder.Take(told))
        {
            ModelBlock block = Block(part.Name, part.Nodes, [.. CallsOf(part.Nodes, functions)]);
            block.Callers = [.. part.Callers.Order(StringComparer.Ordinal)];
            folding.Whole.Add(block);
            folding._open.Enqueue(new Open(block, part.Nodes, 0, 0), part.Nodes.Count);
        }
        folding.Unfold();
        return folding;
    }

    private static List<Part> InOrderOfCalls(List<Part> parts, out int reached)
    {
        var byName = new Dictionary<string, Part>(StringComparer.Ordinal);
        foreach (Part part in parts.Skip(1))
            byName.TryAdd(part.Name, part);
        HashSet<string> functions = byName.Keys.ToHashSet(StringComparer.Ordinal);
        List<Part> found = [parts[0]];
        var seen = new HashSet<Part>(ReferenceEqualityComparer.Instance) { parts[0] };
        for (int i = 0; i < found.Count; i++)
        {
            foreach (string called in CallsOf(found[i].Nodes, functions))
            {
                Part function = byName[called];
                function.Callers.Add(found[i].Name);
                if (seen.Add(function))
                    found.Add(function);
            }
        }
        reached = found.Count;
        foreach (Part part in parts.Where(seen.Add))
        {
            foreach (string called in CallsOf(part.Nodes, functions))
                byName[called].Callers.Add(part.Name);
            found.Add(part);
        }
        return found;
    }

    private static SortedSet<string> CallsOf(List<Node> nodes, HashSet<string> functions)
    {
        var calls = new SortedSet<string>(StringComparer.Ordinal);
        foreach (Node node in nodes)
        {
            foreach (string called in node.Calls)
            {
                if (functions.Contains(called))
                    calls.Add(called);
            }
        }
        return calls;
    }

    private static ModelBlock Block(string name, List<Node> nodes, IReadOnlyList<string> calls)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (Node node in nodes)
            CollectionsMarshal.GetValueRefOrAddDefault(counts, node.Op, out _)++;
        IEnumerable<KeyValuePair<string, int>> sorted = counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal);
        return new ModelBlock(name, nodes.Count, [.. sorted.Select(c => (c.Key, c.Value))]) { Calls = calls };
    }

    private void Unfold()
    {
        while (_room > 0 && _open.TryDequeue(out Open? open, out _))
        {
            List<(string Scope, List<Node> Nodes)> scopes = [.. ScopesOf(open.Nodes, open.Prefix).Where(s => s.Nodes.Count > 1)];
            if (scopes.Count == 0)
                continue;
            int told = Math.Min(Math.Min(MostInner, _room), scopes.Count);
            _room -= told;
            List<ModelBlock> inner = [];
            foreach ((string scope, List<Node> nodes) in scopes.OrderByDescending(s => s.Nodes.Count).Take(told))
            {
                // Scopes that hold nothing but one another are one.
                int prefix = open.Prefix + scope.Length + 1;
                string name = scope;
                while (CommonScope(nodes, prefix) is { } next && name.Length < MostDepth * 64)
                {
                    name = $"{name}/{next}";
                    prefix += next.Length + 1;
                }
                ModelBlock block = Block(name, nodes, []);
                inner.Add(block);
                if (open.Depth < MostDepth)
                    _open.Enqueue(new Open(block, nodes, prefix, open.Depth + 1), nodes.Count);
            }
            open.Block.Inner = inner;
            open.Block.Untold = scopes.Count - told;
        }
    }

    private static IEnumerable<(string Scope, List<Node> Nodes)> ScopesOf(List<Node> nodes, int prefix)
    {
        var scopes = new Dictionary<string, List<Node>>(StringComparer.Ordinal);
        foreach (Node node in nodes)
        {
            int end = node.Name.Length > prefix ? node.Name.IndexOf('/', prefix) : -1;
            if (end < 0)
                continue;
            ref List<Node>? scope = ref CollectionsMarshal.GetValueRefOrAddDefault(scopes, node.Name[prefix..end], out _);
            (scope ??= []).Add(node);
        }
        return scopes.Select(s => (s.Key, s.Value));
    }

    private static string? CommonScope(List<Node> nodes, int prefix)
    {
        string first = nodes[0].Name;
        int end = first.Length > prefix ? first.IndexOf('/', prefix) : -1;
        if (end < 0)
            return null;
        ReadOnlySpan<char> scope = first.AsSpan(prefix..(end + 1));
        foreach (Node node in nodes)
        {
            if (node.Name.Length < prefix || !node.Name.AsSpan(prefix).StartsWith(scope, StringComparison.Ordinal))
                return null;
        }
        return first[prefix..end];
    }

    private sealed record Open(ModelBlock Block, List<Node> Nodes, int Prefix, int Depth);

    private sealed record Part(string Name, List<Node> Nodes)
    {
        public HashSet<string> Callers { get; } = new(StringComparer.Ordinal);
    }

    private readonly record struct Node(string Name, string Op, IReadOnlyList<string> Calls)
    {
        public static Node Of(NodeDef node)
        {
            // A function that is called by its name is the operation.
            List<string> calls = [node.Op];
            foreach (AttrValue value in node.Attr.Values)
            {
                if (value.Func is { Name: { Length: > 0 } name })
                    calls.Add(name);
                if (value.List is { } list)
                    calls.AddRange(list.Func.Select(f => f.Name));
            }
            return new Node(node.Name, node.Op, calls);
        }
    }
}

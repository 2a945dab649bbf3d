using System.Text;

namespace TfKeyedExport.Architecture.Tests;

/// <summary>Namespaces, and which of them needs which, by the types that do.</summary>
internal sealed class NamespaceGraph
{
    private const int ShownTypes = 8;

    private readonly SortedDictionary<string, SortedDictionary<string, List<TypeReferencePair>>> _needs = new(StringComparer.Ordinal);

    public NamespaceGraph(IEnumerable<TypeReferencePair> references)
    {
        foreach (TypeReferencePair reference in references.Where(r => r.From.Namespace != r.To.Namespace))
            NeedsOf(reference.From.Namespace, reference.To.Namespace).Add(reference);
    }

    /// <summary>Every group of namespaces each of which leads to each other one, in words: which needs which, and by what types.</summary>
    public IReadOnlyList<string> Cycles()
    {
        Dictionary<string, HashSet<string>> reached = _needs.Keys.ToDictionary(n => n, ReachedFrom);
        return
        [
            .. _needs.Keys
                .Where(n => reached[n].Contains(n))
                .GroupBy(n => reached[n].Where(m => LeadsTo(m, n)).Min(StringComparer.Ordinal)!)
                .Select(g => Describe([.. g])),
        ];

        bool LeadsTo(string from, string to) => reached.TryGetValue(from, out HashSet<string>? all) && all.Contains(to);
    }

    private List<TypeReferencePair> NeedsOf(string from, string to)
    {
        if (!_needs.TryGetValue(from, out SortedDictionary<string, List<TypeReferencePair>>? needs))
            _needs.Add(from, needs = new(StringComparer.Ordinal));
        if (!needs.TryGetValue(to, out List<TypeReferencePair>? pairs))
            needs.Add(to, pairs = []);
        return pairs;
    }

    private HashSet<string> ReachedFrom(string start)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([start]);
        while (open.TryPop(out string? name))
        {
            if (!_needs.TryGetValue(name, out SortedDictionary<string, List<TypeReferencePair>>? needs))
                continue;
            foreach (string next in needs.Keys.Where(reached.Add))
                open.Push(next);
        }
        return reached;
    }

    private string Describe(IReadOnlyList<string> cycle)
    {
        var text = new StringBuilder($"a cycle of {cycle.Count} namespaces:\n");
        foreach (string from in cycle)
        {
            foreach (string to in cycle.Where(_needs[from].ContainsKey))
            {
                List<TypeReferencePair> pairs = _needs[from][to];
                string shown = string.Join(", ", pairs.Take(ShownTypes).Select(p => $"{p.From.Name} -> {p.To.Name}"));
                string more = pairs.Count > ShownTypes ? $", and {pairs.Count - ShownTypes} more" : "";
                text.Append($"  {from} needs {to}: {shown}{more}\n");
            }
        }
        return text.ToString();
    }
}

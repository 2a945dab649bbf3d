using TfKeyedExport.Analyses.Writes;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Building;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Keying.Paths;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Subjects;

/// <summary>Finds the keys of a signature.</summary>
internal static class KeyFinder
{
    /// <summary>
    /// The keys that the caller names; else those that the graph only passes through; else inputs that have a namesake of their type among the outputs.
    /// </summary>
    /// <exception cref="TfKeyedException">There is none, or a named key does not exist.</exception>
    public static Subject Find(ModelGraphs graphs, ModelSignature signature, IReadOnlyList<KeyPair>? named, bool hostKeys)
    {
        if (hostKeys && named is null)
            return new Subject(signature, []);
        IReadOnlyList<KeyPair> keys = graphs.MetaGraph is { } metaGraph
            ? KeyPaths.Find(metaGraph, signature).Select(p => new KeyPair(p.Input, p.Output)).ToList()
            : [];
        if (named is not null)
        {
            List<KeyPair> complete = [.. named.Select(k => k.Output.Length > 0 ? k : Complete(signature, k.Input, keys))];
            foreach (KeyPair key in complete)
                RequireKey(signature, key, keys);
            return Make(graphs, signature, complete, keys);
        }
        IReadOnlyList<KeyPair> passed = keys;
        if (keys.Count == 0)
        {
            keys = signature.Inputs
                .Where(i => signature.Outputs.Any(o => o.Name == i.Name && o.Type == i.Type))
                .Select(i => new KeyPair(i.Name, i.Name))
                .ToList();
        }
        if (keys.Count > 0)
            return Make(graphs, signature, keys, passed);
        string folder = Path.TrimEndingDirectorySeparator(graphs.Model.Folder);
        throw TfKeyedException.Refused(
            "the signature carries no key: none of its inputs comes back as an output",
            $"{folder}, signature {signature.Name}",
            $"Write a copy that carries one: tfkeyed export {folder} {folder}_keyed --signature {signature.Name}; or, "
                + "if one comes back changed in name and on a way that cannot be followed, name both: --key NAME=OUTPUT");
    }

    /// <summary>The output as which a key comes back: by the graph, else its namesake.</summary>
    private static KeyPair Complete(ModelSignature signature, string input, IReadOnlyList<KeyPair> passed)
    {
        if (signature.Outputs.Any(o => o.Name == input) || signature.Inputs.FirstOrDefault(i => i.Name == input) is not { } found)
            return new KeyPair(input, input);
        if (passed.FirstOrDefault(p => p.Input == input) is { } pair)
            return pair;
        List<string> alike = [.. signature.Outputs.Where(o => o.Type == found.Type).Select(o => $"--key {input}={o.Name}")];
        throw TfKeyedException.Usage(
            $"'{input}' does not come back under its own name, and the graph does not say under which",
            $"signature {signature.Name}",
            alike.Count > 0
                ? $"Name the output: {string.Join(" or ", alike)}"
                : $"No output is of its type, {found.Type.Name()}, so it does not come back at all");
    }

    private static void RequireKey(ModelSignature signature, KeyPair key, IReadOnlyList<KeyPair> passed)
    {
        SignatureArgument? input = signature.Inputs.FirstOrDefault(i => i.Name == key.Input);
        SignatureArgument? output = signature.Outputs.FirstOrDefault(o => o.Name == key.Output);
        if (input is null && passed.Where(p => p.Output == key.Input).Select(p => p.Input).ToList() is [var source, ..])
        {
            throw TfKeyedException.Usage(
                $"'{key.Input}' is what comes back; the input that comes back as it is '{source}'", $"signature {signature.Name}",
                $"Name the input: --key {source}={key.Input}");
        }
        if (input is null || output is null || input.Type != output.Type)
        {
            throw TfKeyedException.Usage(
                $"'{key}' is no key: it must be an input and an output of one type",
                $"signature {signature.Name}",
                $"The inputs are {string.Join("; ", signature.Inputs)}; the outputs are {string.Join("; ", signature.Outputs)}");
        }
    }

    private static Subject Make(ModelGraphs graphs, ModelSignature signature, IReadOnlyList<KeyPair> keys, IReadOnlyList<KeyPair> passed)
    {
        var subject = new Subject(signature, keys);
        return Features(graphs, subject) is { } features ? new Subject(signature, keys, features, [.. keys.Except(passed).Select(k => k.Input)]) : subject;
    }

    /// <summary>The keys that something else than their own output reads; null if the graph cannot be followed.</summary>
    private static IReadOnlyCollection<string>? Features(ModelGraphs graphs, Subject subject)
    {
        ModelSignature signature = subject.Signature;
        if (GraphOfAnswers(graphs, subject) is not var (graph, answers))
            return null;
        HashSet<Node> read = Read(graph, answers, Effects.HasEffect);
        return SignatureGraph.Fed(signature)
            .Where((input, i) => subject.Keys.Any(k => k.Input == input.Name) && read.Contains(graph.Parameters[i]))
            .Select(i => i.Name)
            .ToList();
    }

    /// <summary>A graph that has all that makes the answers, and the tensors in it that are answers and no keys.</summary>
    private static (Graph Graph, IEnumerable<NodeOutput> Answers)? GraphOfAnswers(ModelGraphs graphs, Subject subject)
    {
        ModelSignature signature = subject.Signature;
        int[] inGraph = SignatureGraph.Fetched(signature);
        // What a loop or a branch of TensorFlow 1 carries depends on what it is asked for: with keys among the results, an
        // answer's loop may carry a key that it does not read.
        if (graphs.Of(signature) is { } whole && whole.Nodes.All(n => n.Regions.Count == 0))
            return (whole, whole.Results.Where((_, i) => subject.KeyInput(inGraph[i]) is null));
        var others = signature with { Outputs = signature.Outputs.Where((_, i) => subject.KeyInput(i) is null).ToList() };
        return graphs.Of(others) is { } graph ? (graph, graph.Results) : null;
    }

    /// <summary>
    /// The nodes that answers and side effects need. A call brings all of its function into a graph, also what nobody asked for, such
    /// as the way of a key and whatever happens to it there; and who waits for the call waits for that too, but does not read it.
    /// </summary>
    private static HashSet<Node> Read(Graph graph, IEnumerable<NodeOutput> answers, Func<Node, bool> hasEffect)
    {
        var read = new HashSet<Node>();
        var waited = new HashSet<Node>();
        var pending = new Stack<(Node Node, bool IsRead)>(answers.Select(r => (r.Node, true)).Concat(graph.Targets.Select(t => (t, false))));
        while (pending.TryPop(out (Node Node, bool IsRead) next))
        {
            bool isRead = next.IsRead || hasEffect(next.Node);
            if (read.Contains(next.Node) || !(isRead ? read : waited).Add(next.Node))
                continue;
            foreach (NodeOutput input in next.Node.Inputs)
                pending.Push((input.Node, isRead));
            foreach (Node control in next.Node.ControlInputs)
                pending.Push((control, false));
        }
        return read;
    }
}

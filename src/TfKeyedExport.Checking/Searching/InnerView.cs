using TfKeyedExport.Analyses.Predicates;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Building;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Hosting;
using TfKeyedExport.Hosting.Inner;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Searching;

/// <summary>Looks at the truth values that a model computes on its way, and how far values are from making them true or false.</summary>
internal sealed class InnerView
{
    private const int MostPredicates = 32;
    private const int MostEndless = 2;

    private readonly ISignatureRunner _runner;
    private readonly IReadOnlyList<NodeOutput> _given;
    private int _endless;

    private InnerView(ISignatureRunner runner, IReadOnlyList<NodeOutput> given, IReadOnlyList<Predicate> predicates) =>
        (_runner, _given, Predicates) = (runner, given, predicates);

    /// <summary>What can be looked at.</summary>
    public IReadOnlyList<Predicate> Predicates { get; }

    /// <summary>Opens a view of a signature; null if its engine cannot show any.</summary>
    /// <param name="host">The host.</param>
    /// <param name="subject">The signature: keys that are only labels decide nothing.</param>
    /// <param name="read">Reads them off a graph, given those of its parameters that may be chosen.</param>
    public static InnerView? Open(IModelHost? host, Subject subject, Func<Graph, IEnumerable<Node>, IEnumerable<Predicate>> read)
    {
        if (host is not IInnerValues inner)
            return null;
        Predicate[] predicates = [];
        try
        {
            (ISignatureRunner runner, IReadOnlyList<NodeOutput> given) = inner.Watch(subject.Signature.Name, graph =>
            {
                predicates = [.. read(graph, Chosen(graph, subject)).Take(MostPredicates)];
                return [.. predicates.SelectMany(p => p.Leaves).Distinct()];
            });
            var known = given.ToHashSet();
            predicates = [.. predicates.Where(p => p.Leaves.All(known.Contains))];
            return predicates.Length == 0 ? null : new InnerView(runner, given, predicates);
        }
        catch (TfKeyedException)
        {
            // It is a help to the hunt: where a part of a graph cannot be run, the hunt goes on without.
            return null;
        }
    }

    /// <summary>What the model computes of some inputs; null if it cannot.</summary>
    public Func<NodeOutput, Tensor?>? Look(Tensor[] inputs, CancellationToken cancellation)
    {
        var outputs = new Tensor[_given.Count];
        if (_endless == MostEndless)
            return null;
        try
        {
            Patience.Wait(Patience.ForHelp, token =>
            {
                _runner.Run(inputs, outputs, token);
                return outputs;
            }, cancellation);
        }
        catch (TfKeyedException e)
        {
            // A loop may not end where no other row is tried: that is no help.
            _endless += e.Kind == ErrorKind.Limit ? 1 : 0;
            return null;
        }
        var values = new Dictionary<NodeOutput, Tensor>();
        for (int i = 0; i < outputs.Length; i++)
            values[_given[i]] = outputs[i];
        return values.GetValueOrDefault;
    }

    private static IEnumerable<Node> Chosen(Graph graph, Subject subject)
    {
        SignatureArgument[] fed = SignatureGraph.Fed(subject.Signature);
        for (int i = 0; i < fed.Length; i++)
        {
            int input = Enumerable.Range(0, subject.Signature.Inputs.Count).First(n => ReferenceEquals(subject.Signature.Inputs[n], fed[i]));
            if (!subject.IsLabelInput(input))
                yield return graph.Parameters[i];
        }
    }
}

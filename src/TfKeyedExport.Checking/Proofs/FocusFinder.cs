using TfKeyedExport.Analyses.Rows;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Graphs.Building;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Checking.Proofs;

/// <summary>Lets what proofs could not decide steer the hunt: the inputs, sizes and numbers that reach the nodes at which they ended.</summary>
internal static class FocusFinder
{
    // Of models with very many outputs, the first ones' tell enough.
    private const int MostCulprits = 32;
    private const int LongestWay = 64;

    /// <summary>What to try first; nothing in particular if all is proved, or nothing is known of what stood in the way.</summary>
    /// <param name="graph">The signature's graph; null if it cannot be followed.</param>
    /// <param name="signature">The signature.</param>
    /// <param name="proofs">What is proved of its outputs.</param>
    public static HuntFocus Of(Graph? graph, ModelSignature signature, IReadOnlyList<OutputProof> proofs)
    {
        OutputProof[] open = [.. proofs.Where(p => p.Culprit is not null).DistinctBy(p => p.Culprit!.Node).Take(MostCulprits)];
        if (proofs.All(p => p.IsProved))
            return HuntFocus.None;
        if (graph is null || open.Length == 0)
            return HuntFocus.None with { HasDoubts = true };
        var finder = new NodeSources(graph);
        (IReadOnlyList<int> Parameters, IReadOnlyList<double> Numbers)[] sources = [.. open.Select(p => finder.Of(p.Culprit!.Node, After(p)))];
        SignatureArgument[] fed = SignatureGraph.Fed(signature);
        return new HuntFocus(
            [.. sources.SelectMany(s => s.Parameters).Distinct().Where(p => p < fed.Length).Select(p => fed[p].Name)],
            [.. sources.SelectMany(s => s.Numbers).Distinct()])
        { HasDoubts = true };
    }

    private static IEnumerable<Node> After(OutputProof proof) => proof.Way.SkipWhile(n => n != proof.Culprit!.Node).Skip(1).Take(LongestWay);
}

using TfKeyedExport.Graphs;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>The passes that make a plan faster and change no answer, in the order in which they run. Tests leave out one at a time.</summary>
internal static class Passes
{
    private static readonly (string Name, Func<Graph, KnownValues, Graph> Run)[] All =
    [
        (nameof(Duplicates), Duplicates.Merge),
        (nameof(MaskedLookupFusion), MaskedLookupFusion.Fuse),
        (nameof(MultiHotFusion), MultiHotFusion.Fuse),
        (nameof(DimensionFusion), DimensionFusion.Fuse),
        (nameof(DenseFusion), DenseFusion.Fuse),
        (nameof(ConvolutionFusion), ConvolutionFusion.Fuse),
        (nameof(MomentsFusion), MomentsFusion.Fuse),
        (nameof(ElementwiseFusion), ElementwiseFusion.Fuse),
        (nameof(RecurrenceFusion), RecurrenceFusion.Fuse),
    ];

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => All.Select(p => p.Name);

    /// <summary>Runs them.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="known">The constants.</param>
    /// <param name="without">The name of one to leave out; null for none.</param>
    public static Graph Run(Graph graph, KnownValues known, string? without)
    {
        foreach ((string name, Func<Graph, KnownValues, Graph> run) in All)
        {
            if (name != without)
                graph = run(graph, known);
        }
        return graph;
    }
}

using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.ControlFlow;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Operations.Linear;
using TfKeyedExport.Operations.Nn;
using TfKeyedExport.Operations.Sparse;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>The passes that make a plan faster and change no answer, in the order in which they run. Tests leave out one at a time.</summary>
internal static class Passes
{
    // Without a name, because it is not to be left out: it says what an answer is. TensorFlow merges less than is merged here, and more than nothing.
    private static readonly Pass QuietRelusPass = new("", QuietRelus.Mark, [ElementwiseOperations.Relu, ElementwiseOperations.Relu6]);

    // Nor this one.
    private static readonly Pass PowerRootsPass = new("", PowerRoots.Rewrite, [ElementwiseOperations.Pow]);

    private static readonly Pass[] All =
    [
        QuietRelusPass,
        PowerRootsPass,
        new(nameof(Duplicates), Duplicates.Merge, []),
        new(
            nameof(ShapeSimplification), ShapeSimplification.Simplify,
            [ArrayOperations.Shape, ArrayOperations.Reshape, ArrayOperations.ExpandDims, ArrayOperations.Tile]),
        QuietRelusPass,
        new(nameof(MaskedLookupFusion), MaskedLookupFusion.Fuse, [SparseOperations.SparseToDense]),
        new(nameof(MultiHotFusion), MultiHotFusion.Fuse, [ArrayOperations.OneHot]),
        new(nameof(DimensionFusion), DimensionFusion.Fuse, [ArrayOperations.Shape]),
        new(nameof(DenseFusion), DenseFusion.Fuse, [LinearOperations.MatMul, LinearOperations.BatchMatMulV2, LinearOperations.BatchMatMulV3]),
        new(nameof(ConvolutionFusion), ConvolutionFusion.Fuse, [NnOperations.Conv2D, NnOperations.DepthwiseConv2dNative]),
        new(nameof(MomentsFusion), MomentsFusion.Fuse, [ElementwiseOperations.SquaredDifference]),
        new(nameof(ElementwiseFusion), ElementwiseFusion.Fuse, []),
        new(nameof(RecurrenceFusion), RecurrenceFusion.Fuse, [ControlFlowOperations.While, ControlFlowOperations.StatelessWhile]),
    ];

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => All.Select(p => p.Name).Where(n => n.Length > 0);

    /// <summary>Runs them.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="known">The constants.</param>
    /// <param name="without">The name of one to leave out; null for none.</param>
    public static Graph Run(Graph graph, KnownValues known, string? without)
    {
        var operations = new HashSet<IWork>(ReferenceEqualityComparer.Instance);
        AddOperations(graph, operations);
        foreach (Pass pass in All)
        {
            if (pass.Name != without && (pass.Needs.Length == 0 || operations.Overlaps(pass.Needs)))
                graph = pass.Run(graph, known);
        }
        return graph;
    }

    private static void AddOperations(Graph graph, HashSet<IWork> operations)
    {
        foreach (Node node in graph.Nodes)
        {
            operations.Add(node.Work);
            foreach (Graph region in node.Regions)
                AddOperations(region, operations);
        }
    }

    /// <param name="Name">Its name.</param>
    /// <param name="Run">The pass.</param>
    /// <param name="Needs">
    /// Operations of the graph before all passes: without any of them the pass has nothing to do, and is not run. None: it always is.
    /// </param>
    private sealed record Pass(string Name, Func<Graph, KnownValues, Graph> Run, Operation[] Needs);
}

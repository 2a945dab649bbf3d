using TfKeyedExport.Analyses.Hints;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Building;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Checking.Subjects;

/// <summary>What is known of a signature's graph before any call.</summary>
internal static class KnownTensors
{
    /// <summary>Its constants, and the shapes that its inputs are declared with.</summary>
    /// <param name="graphs">The model's graphs.</param>
    /// <param name="graph">The signature's.</param>
    /// <param name="signature">The signature.</param>
    /// <exception cref="TfKeyedException">The model is damaged.</exception>
    public static HintScope Of(ModelGraphs graphs, Graph graph, ModelSignature signature)
    {
        var known = new HintScope(graphs.Variables);
        foreach ((Node parameter, SignatureArgument input) in graph.Parameters.Zip(SignatureGraph.Fed(signature)))
            known.Declare(parameter, input.Shape);
        return known;
    }
}

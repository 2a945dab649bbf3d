using TfKeyedExport.Analyses.Hints;
using TfKeyedExport.Graphs.Building;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Checking.Subjects;

/// <summary>What is known of a signature's graph before any call.</summary>
internal static class KnownTensors
{
    /// <summary>Its constants, and the shapes that its inputs are declared with.</summary>
    public static HintScope Of(Graph graph, ModelSignature signature)
    {
        var known = new HintScope();
        foreach ((Node parameter, SignatureArgument input) in graph.Parameters.Zip(SignatureGraph.Fed(signature)))
            known.Declare(parameter, input.Shape);
        return known;
    }
}

using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Building;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>The graph of a signature that can be called: all that it takes and gives are plain tensors of the types that it declares.</summary>
internal static class CallableGraph
{
    /// <summary>Builds it.</summary>
    /// <exception cref="TfKeyedException">
    /// The graph is broken, an input or output is not a plain tensor, or an output is of another type than the signature says.
    /// </exception>
    public static Graph Build(GraphSource source, ModelSignature signature)
    {
        foreach (SignatureArgument argument in signature.Inputs.Concat(signature.Outputs))
        {
            if (!argument.IsTensor)
                throw TfKeyedException.Engine(
                    $"{argument.Name} is a sparse or composite tensor; only plain tensors are fed and fetched", $"signature {signature.Name}");
        }
        Graph graph = SignatureGraph.Build(source, signature);
        for (int i = 0; i < graph.Results.Count; i++)
        {
            SignatureArgument output = signature.Outputs[i];
            if (graph.Results[i].Type != output.Type)
            {
                throw TfKeyedException.Unreadable(
                    $"the output {output.Name} is declared as {output.Type.Name()}; "
                        + $"the graph gives {graph.Results[i].Type.Name()} there (from {graph.Results[i].Node.Origin})",
                    $"signature {signature.Name}", GraphAdvice.Contradicts);
            }
        }
        return graph;
    }
}

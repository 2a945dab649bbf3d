using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Building;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>The graph between a signature's inputs and its outputs.</summary>
internal static class SignatureGraph
{
    /// <summary>Builds it.</summary>
    /// <exception cref="TfKeyedException">The graph is broken, or an input or output is not a plain tensor.</exception>
    public static Graph Build(GraphSource source, ModelSignature signature)
    {
        foreach (SignatureArgument argument in signature.Inputs.Concat(signature.Outputs))
        {
            if (argument.TensorName.Length == 0)
                throw TfKeyedException.Engine(
                    $"{argument.Name} is a sparse or composite tensor; only plain tensors are fed and fetched", $"signature {signature.Name}");
        }
        Graph graph = new GraphBuilder(source).Build(
            $"signature {signature.Name}",
            [.. signature.Inputs.Select(i => i.TensorName)],
            [.. signature.Inputs.Select(i => i.Type)],
            [.. signature.Outputs.Select(o => o.TensorName)],
            []);
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

using TfKeyedExport.Errors;
using TfKeyedExport.Graphs;
using TfKeyedExport.Signatures;

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
                throw TfKeyedException.Engine($"{argument.Name} is a sparse or composite tensor; only plain tensors are fed and fetched", $"signature {signature.Name}");
        }
        return new GraphBuilder(source).Build(
            $"signature {signature.Name}",
            [.. signature.Inputs.Select(i => i.TensorName)],
            [.. signature.Inputs.Select(i => i.Type)],
            [.. signature.Outputs.Select(o => o.TensorName)],
            []);
    }
}

using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Graphs.Building;

/// <summary>The graph between those of a signature's inputs and outputs that are tensors; sparse and composite ones are none.</summary>
internal static class SignatureGraph
{
    /// <summary>Builds it: its parameters are <see cref="Fed"/> and its results <see cref="Fetched"/>, in that order.</summary>
    /// <exception cref="TfKeyedException">The graph is broken.</exception>
    public static Graph Build(GraphSource source, ModelSignature signature)
    {
        SignatureArgument[] fed = Fed(signature);
        return new GraphBuilder(source).Build(
            $"signature {signature.Name}",
            [.. fed.Select(i => i.TensorName)],
            [.. fed.Select(i => i.Type)],
            [.. Fetched(signature).Select(o => signature.Outputs[o].TensorName)],
            []);
    }

    /// <summary>The inputs that are tensors.</summary>
    public static SignatureArgument[] Fed(ModelSignature signature) => [.. signature.Inputs.Where(i => i.IsTensor)];

    /// <summary>The positions of the outputs that are tensors.</summary>
    public static int[] Fetched(ModelSignature signature) => [.. Enumerable.Range(0, signature.Outputs.Count).Where(o => signature.Outputs[o].IsTensor)];
}

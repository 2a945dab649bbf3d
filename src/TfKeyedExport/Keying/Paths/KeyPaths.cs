using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Keying.Paths;

/// <summary>Finds the keys that a signature carries: inputs that come back untouched.</summary>
public static class KeyPaths
{
    /// <summary>Which outputs are which inputs, passed through by nothing but identities and calls of functions.</summary>
    /// <param name="metaGraph">The metagraph.</param>
    /// <param name="signature">One of its signatures, or a plan's.</param>
    /// <returns>One path for each such output, in the signature's order.</returns>
    /// <exception cref="Errors.TfKeyedException">A node or function on the way is damaged.</exception>
    public static IReadOnlyList<KeyPath> Find(MetaGraph metaGraph, ModelSignature signature)
    {
        ArgumentNullException.ThrowIfNull(metaGraph);
        ArgumentNullException.ThrowIfNull(signature);
        var inputs = new Dictionary<TensorReference, string>();
        foreach (SignatureArgument input in signature.Inputs)
        {
            if (input.IsTensor)
                inputs.TryAdd(TensorReference.Parse(input.TensorName), input.Name);
        }
        HashSet<(DataType, int)> kinds = [.. signature.Inputs.Select(i => (i.Type, i.Shape.Rank))];
        var walk = new PassThroughWalk(metaGraph);
        var paths = new List<KeyPath>();
        foreach (SignatureArgument output in signature.Outputs)
        {
            if (output.IsTensor
                && CouldBe(output, kinds)
                && walk.Back(TensorReference.Parse(output.TensorName), inputs.ContainsKey) is { } source)
                paths.Add(new KeyPath(inputs[source.Tensor], output.Name, source.Nodes));
        }
        return paths;
    }

    /// <summary>Whether type and rank allow that an output is an input; spares following the others through the whole model.</summary>
    private static bool CouldBe(SignatureArgument output, HashSet<(DataType, int)> inputs) => output.Shape.HasRank
        ? inputs.Contains((output.Type, output.Shape.Rank)) || inputs.Contains((output.Type, TensorShape.Unknown.Rank))
        : inputs.Any(i => i.Item1 == output.Type);
}

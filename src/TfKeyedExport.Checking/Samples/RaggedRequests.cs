using TfKeyedExport.Checking.Samples.Hints;
using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples;

/// <summary>
/// Recognises signatures whose rows are not rows of their tensors: a ragged tensor stands in a signature as its values and its row splits, and a row is the part of the
/// values between two neighbours of the splits. Such requests cannot be cut along the first dimension, and a verdict on pieces of them would be false.
/// </summary>
internal static class RaggedRequests
{
    /// <summary>Refuses such a signature.</summary>
    /// <exception cref="TfKeyedException">It is one.</exception>
    public static void Refuse(SavedModel model, IReadOnlyList<string>? tags, ModelSignature signature)
    {
        (SignatureArgument Values, SignatureArgument Splits)? input = Pair(signature.Inputs), output = Pair(signature.Outputs);
        if ((input ?? output) is not var (values, splits) || SignatureGraphs.MetaGraphOf(model, tags) is not { } metaGraph
            || !HasRagged(metaGraph, (input is not null, output is not null), (input ?? output)!.Value.Values.Type))
            return;
        throw TfKeyedException.Refused(
            $"a row is the part of '{values.Name}' between two neighbours of '{splits.Name}' (a ragged tensor), which check cannot cut into rows, so nothing was tried",
            $"signature {signature.Name}",
            "Give whole requests instead: run the same golden cases on this model and on the original (run --cases FILE) and compare the answers");
    }

    /// <summary>Two arguments that are named as the parts of one ragged tensor: by TensorFlow, which numbers them, or by an export.</summary>
    private static (SignatureArgument Values, SignatureArgument Splits)? Pair(IReadOnlyList<SignatureArgument> arguments)
    {
        foreach (SignatureArgument splits in arguments.Where(a => a.Type is DataType.Int64 or DataType.Int32 && a.Shape is { HasRank: true, Rank: 1 } && a.Shape[0] < 0))
        {
            foreach (SignatureArgument values in arguments.Where(a => !a.Shape.HasRank || (a.Shape.Rank > 0 && a.Shape[0] < 0)))
            {
                bool numbered = splits.Name == values.Name + "_1";
                bool named = values.Name.EndsWith("_values", StringComparison.Ordinal)
                    && splits.Name.StartsWith(values.Name[..^"values".Length] + "row_splits", StringComparison.Ordinal);
                if (numbered || named)
                    return (values, splits);
            }
        }
        return null;
    }

    /// <summary>Whether a function that the model was saved with takes or returns a ragged tensor of the type: names alone prove nothing.</summary>
    private static bool HasRagged(MetaGraph metaGraph, (bool Inputs, bool Outputs) sides, DataType type)
    {
        if (ObjectGraphView.Of(metaGraph) is not { } objects)
            return false;
        foreach (SavedConcreteFunction function in objects.Proto.ConcreteFunctions.Values)
        {
            if ((sides.Inputs && Has(function.CanonicalizedInputSignature)) || (sides.Outputs && Has(function.OutputSignature)))
                return true;
        }
        return false;

        bool Has(StructuredValue? value) => StructureReader.Leaves(value, metaGraph.Where).Exists(l => l.Part == RaggedParts.Values && l.Tensor!.Type == type);
    }
}

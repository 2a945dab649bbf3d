using TfKeyedExport.Checking.Results;
using TfKeyedExport.Errors;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Subjects;

/// <summary>How a check cuts what a signature takes into rows.</summary>
internal static class CheckedLayout
{
    // A check makes hundreds of calls; of larger batches, a model would have to be run for hours.
    private const int LargestBatch = 1 << 14;

    /// <summary>Reads the layout off the declared shapes.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="keys">Its keys.</param>
    /// <param name="ragged">Its ragged inputs; null if it has none.</param>
    /// <exception cref="TfKeyedException">The batch is fixed to more rows than a check tries.</exception>
    public static BatchLayout Of(ModelSignature signature, IReadOnlyList<KeyPair> keys, IReadOnlyList<RaggedInput>? ragged = null)
    {
        var labels = new RowLabels(keys.Select(k => k.Input).ToHashSet(StringComparer.Ordinal), keys.Select(k => k.Output).ToHashSet(StringComparer.Ordinal));
        BatchLayout layout = BatchLayoutReader.Read(signature, labels, ragged ?? [], LargestBatch);
        bool hasRows = layout.Batched.Contains(true) || layout.Ragged.Count > 0;
        return !hasRows && signature.Inputs.FirstOrDefault(i => i.Shape.Rank > 0 && i.Shape[0] > LargestBatch) is { } large
            ? throw TfKeyedException.Limit(
                $"the input {large.Name} is declared with {large.Shape[0]} rows, and a check tries batches of up to {LargestBatch}",
                $"signature {signature.Name}",
                "save the model with an open batch, which is declared as None")
            : layout;
    }
}

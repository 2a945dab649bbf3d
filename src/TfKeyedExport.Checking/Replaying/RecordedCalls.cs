using TfKeyedExport.Errors;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Replaying;

/// <summary>Makes recorded inputs into rows of the model at hand.</summary>
internal static class RecordedCalls
{
    private const string Next = "replay it with the model that the report is of, or one with the same signature";

    /// <summary>The rows of one recorded call.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="layout">How its inputs are cut into rows.</param>
    /// <param name="inputs">The recorded inputs.</param>
    /// <exception cref="TfKeyedException">They are of another signature.</exception>
    public static Pool Pool(ModelSignature signature, BatchLayout layout, IReadOnlyDictionary<string, Tensor> inputs)
    {
        if (inputs.Keys.FirstOrDefault(name => signature.Inputs.All(i => i.Name != name)) is { } unknown)
            throw TfKeyedException.Unreadable($"the recorded call has an input '{unknown}', and the signature has none", $"signature {signature.Name}", Next);
        Tensor[] columns = [.. signature.Inputs.Select(i => Column(signature, i, inputs))];
        long[] counts =
        [
            .. columns.Where((_, i) => layout.Batched[i]).Select(c => c.Shape.Rank > 0 ? c.Shape[0] : -1),
            .. layout.Ragged.Select(r => (columns[r.Splits[0]].Shape.Rank > 0 ? columns[r.Splits[0]].Shape[0] : 0) - 1),
        ];
        return counts.Distinct().Count() <= 1 && counts.DefaultIfEmpty(0).First() is >= 0 and <= int.MaxValue and long count
            ? new Pool(layout, columns, (int)count)
            : throw TfKeyedException.Unreadable("the inputs of the recorded call have different numbers of rows", $"signature {signature.Name}", Next);
    }

    private static Tensor Column(ModelSignature signature, SignatureArgument argument, IReadOnlyDictionary<string, Tensor> inputs)
    {
        Tensor column = inputs.GetValueOrDefault(argument.Name) ?? argument.Default
            ?? throw TfKeyedException.Unreadable($"the recorded call has no input '{argument.Name}'", $"signature {signature.Name}", Next);
        return column.Type == argument.Type
            ? column
            : throw TfKeyedException.Unreadable(
                $"the recorded call has {column} for the input '{argument.Name}', which is {argument.Type.Name()}", $"signature {signature.Name}", Next);
    }
}

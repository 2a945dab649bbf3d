using TfKeyedExport.Errors;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Keying;

/// <summary>Drafts the keyed form of a signature: its names and keys.</summary>
internal static class SignatureDrafter
{
    /// <summary>Settles names and keys.</summary>
    /// <param name="metaGraph">The metagraph.</param>
    /// <param name="before">The source.</param>
    /// <param name="request">What is asked for.</param>
    /// <exception cref="TfKeyedException">Names collide, or a rename names nothing.</exception>
    public static SignatureDraft Draft(MetaGraph metaGraph, ModelSignature before, KeyingRequest request)
    {
        string where = $"{metaGraph.Where}, {before.Name}";
        before.CheckInputs(metaGraph.Where);
        Dictionary<string, string> inputs = new Renaming("input", "--rename-input", where).NewNames(before.Inputs, request.RenameInputs, null);
        Dictionary<string, string> outputs = new Renaming("output", "--rename", where).NewNames(before.Outputs, request.RenameOutputs, request.OutputName);
        if (request.Keys.Count > 0 && before.Inputs.Count == 0)
            throw new TfKeyedException(
                ErrorKind.Refused, "it takes no input, so it has no rows that keys could belong to", where, SourceAdvice)
            { Side = ErrorSide.Model };
        if (request.Keys.Count > 0 && before.Outputs.Count == 0)
            throw new TfKeyedException(
                ErrorKind.Refused, "it returns nothing, so there are no answers that keys could stand beside", where, SourceAdvice)
            { Side = ErrorSide.Model };
        foreach (KeySpec key in request.Keys)
            KeyCollision.Refuse(metaGraph, before, inputs, outputs, key.Name, where);
        TensorShape shape = BatchShape(before);
        return new SignatureDraft(
            request.Signature,
            inputs,
            outputs,
            [.. request.Keys.Select(k => k with { Shape = k.Shape ?? shape })],
            [.. request.Keys.Select(k => new SignatureArgument(k.Name, k.Type, k.Shape ?? OpenBatch, ""))]);
    }

    private const string SourceAdvice = "Key another signature or function with --from; inspect lists them";

    /// <summary>
    /// The shape of one key for each row: [None], or the batch's size if every input declares how long it is and one such size is
    /// that of the outputs. Inputs of other sizes stand beside the rows.
    /// </summary>
    private static TensorShape BatchShape(ModelSignature signature)
    {
        if (signature.Inputs.Any(i => !i.Shape.HasRank || (i.Shape.Rank > 0 && i.Shape[0] < 0)))
            return OpenBatch;
        List<long> sizes = [.. signature.Inputs.Where(i => i.Shape.Rank > 0).Select(i => i.Shape[0]).Distinct()];
        if (sizes.Count > 1)
            sizes.RemoveAll(size => !signature.Outputs.Any(o => o.Shape.Rank > 0 && o.Shape[0] == size));
        return sizes is [long batch] && signature.Outputs.Any(o => !o.Shape.HasRank || (o.Shape.Rank > 0 && (o.Shape[0] < 0 || o.Shape[0] == batch)))
            ? new TensorShape(batch)
            : OpenBatch;
    }

    private static TensorShape OpenBatch => new(-1);
}

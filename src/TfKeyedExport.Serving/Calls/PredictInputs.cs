using System.Globalization;
using TfKeyedExport.Protos;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Calls;

/// <summary>The inputs of a predict request, held against its signature.</summary>
internal static class PredictInputs
{
    /// <summary>The inputs in the signature's order; those that have a default may be left out.</summary>
    /// <exception cref="ServingFault">Names are missing or not known, or a tensor is damaged.</exception>
    public static Tensor[] Of(ModelSignature signature, PredictRequest request)
    {
        CheckNumber(signature, request);
        var inputs = new Tensor[signature.Inputs.Count];
        var used = new List<string>();
        for (int i = 0; i < inputs.Length; i++)
        {
            SignatureArgument input = signature.Inputs[i];
            if (request.Inputs.TryGetValue(input.Name, out TensorProto? tensor))
            {
                inputs[i] = TensorMessages.Read(tensor, input.Name);
                used.Add(input.Name);
            }
            else
            {
                inputs[i] = input.Default ?? throw ServingFault.Invalid(
                    $"Signature input alias: {input.Name}(feed name: {input.TensorName}) not found in request and no default value provided. "
                        + $"Inputs expected to be in the request {{{Names(request)}}}.");
            }
        }
        if (used.Count != request.Inputs.Count)
            throw ServingFault.Invalid($"Inputs contains invalid name. Used request inputs: {string.Join(',', used)}, request input: {Names(request)}");
        return inputs;
    }

    private static void CheckNumber(ModelSignature signature, PredictRequest request)
    {
        int given = request.Inputs.Count, all = signature.Inputs.Count;
        int required = signature.Inputs.Count(i => i.Default is null);
        if (given <= all && given >= required)
            return;
        IEnumerable<string> extra = request.Inputs.Keys.Where(n => !signature.Inputs.Any(i => i.Name == n)).Order(StringComparer.Ordinal);
        IEnumerable<string> missing = signature.Inputs.Where(i => i.Default is null && !request.Inputs.ContainsKey(i.Name)).Select(i => i.Name);
        throw ServingFault.Invalid(string.Create(
            CultureInfo.InvariantCulture,
            $"input size does not match signature: {given}!={all} len({{{Names(request)}}}) "
                + $"!= len({{{string.Join(',', signature.Inputs.Select(i => i.Name))}}}). "
                + $"Sent extra: {{{string.Join(',', extra)}}}. Missing but required: {{{string.Join(',', missing)}}}."));
    }

    private static string Names(PredictRequest request) => string.Join(',', request.Inputs.Keys.Order(StringComparer.Ordinal));
}

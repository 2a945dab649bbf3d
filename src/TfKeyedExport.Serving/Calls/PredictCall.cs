using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Calls;

/// <summary>Predict: named tensors in, named tensors out; defaults for inputs that are left out, a filter for outputs.</summary>
internal static class PredictCall
{
    /// <summary>Answers a request.</summary>
    /// <param name="model">The version that was looked up for it.</param>
    /// <param name="request">The request.</param>
    /// <param name="terms">How long it may go on.</param>
    /// <param name="asContent">Whether tensors are answered as runs of bytes.</param>
    /// <exception cref="ServingFault">The request does not fit the signature, or the model failed on it.</exception>
    public static async ValueTask<PredictResponse> Run(ServedModel model, PredictRequest request, CallTerms terms, bool asContent)
    {
        string name = request.ModelSpec.SignatureOrDefault();
        ServedSignature signature = Specs.Find(model, name)
            ?? throw new ServingFault(Code.FailedPrecondition, $"Serving signature key \"{name}\" not found.");
        signature.Reach(terms);
        Tensor[] inputs = PredictInputs.Of(signature.Signature, request);
        IReadOnlyList<int> wanted = Wanted(signature.Signature, request.OutputFilter);
        Tensor[] outputs = await signature.Run(inputs, terms).ConfigureAwait(false);
        var response = new PredictResponse { ModelSpec = Specs.Of(model, name) };
        foreach (int output in wanted)
            response.Outputs.Add(signature.Signature.Outputs[output].Name, TensorMessages.Write(outputs[output], asContent));
        return response;
    }

    private static IReadOnlyList<int> Wanted(ModelSignature signature, IReadOnlyList<string> filter)
    {
        if (filter.Count == 0)
            return [.. Enumerable.Range(0, signature.Outputs.Count)];
        var wanted = new List<int>(filter.Count);
        foreach (string name in filter)
        {
            int output = 0;
            while (output < signature.Outputs.Count && signature.Outputs[output].Name != name)
                output++;
            if (output == signature.Outputs.Count)
            {
                throw ServingFault.Invalid(
                    $"output tensor alias not found in signature: {name} Outputs expected to be in the set "
                        + $"{{{string.Join(',', signature.Outputs.Select(o => o.Name))}}}.");
            }
            if (wanted.Contains(output))
                throw ServingFault.Invalid($"duplicate output tensor alias: {name}");
            wanted.Add(output);
        }
        return wanted;
    }
}

using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Calls;

/// <summary>MultiInference: the same examples through several signatures of one model.</summary>
internal static class MultiInferenceCall
{
    private const string Classify = "tensorflow/serving/classify";
    private const string Regress = "tensorflow/serving/regress";

    /// <summary>Answers a request; the answers stand in the order of its tasks.</summary>
    /// <param name="model">The version that was looked up for the first task.</param>
    /// <param name="request">The request.</param>
    /// <param name="terms">How long it may go on.</param>
    /// <exception cref="ServingFault">The tasks do not fit each other or the model.</exception>
    public static async ValueTask<MultiInferenceResponse> Run(ServedModel model, MultiInferenceRequest request, CallTerms terms)
    {
        Check(model, request);
        Tensor examples = ExampleInputs.Of(request.Input);
        var response = new MultiInferenceResponse();
        foreach (InferenceTask task in request.Tasks)
        {
            string name = task.ModelSpec.SignatureOrDefault();
            var result = new InferenceResult { ModelSpec = Specs.Of(model, name) };
            if (task.MethodName == Classify)
                result.ClassificationResult = await ClassifyCall.Run(model, name, examples, terms).ConfigureAwait(false);
            else
                result.RegressionResult = await RegressCall.Run(model, name, examples, terms).ConfigureAwait(false);
            response.Results.Add(result);
        }
        return response;
    }

    // Everything is held against the rules before anything is computed.
    private static void Check(ServedModel model, MultiInferenceRequest request)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (InferenceTask task in request.Tasks)
        {
            if (task.ModelSpec is not { Name.Length: > 0 })
                throw ServingFault.Invalid("Found ModelSpec with an empty model name.");
            if (task.ModelSpec.Name != model.Name)
                throw ServingFault.Invalid("All ModelSpecs in a MultiInferenceRequest must access the same model name.");
            string name = task.ModelSpec.SignatureOrDefault();
            if (!seen.Add(name))
                throw ServingFault.Invalid($"Duplicate evaluation of signature: {name}");
            if (Specs.Find(model, name) is null)
                throw ServingFault.Invalid($"Requested signature not found in model graph: {name}");
            switch (task.MethodName)
            {
                case Classify: ClassifyCall.Find(model, name); break;
                case Regress: RegressCall.Find(model, name); break;
                default: throw new ServingFault(Code.Unimplemented, $"Unsupported signature method_name: {task.MethodName}");
            }
        }
    }
}

using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Serving.Calls;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Serving.Versions;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Server.Rest;

/// <summary><c>:classify</c> and <c>:regress</c>: examples in, classes or numbers out.</summary>
/// <param name="table">Where versions are looked up.</param>
/// <param name="options">How bodies are read.</param>
/// <param name="answers">Sends what is answered.</param>
internal sealed class ExamplesEndpoint(ServingTable table, RestOptions options, AnswerSender answers)
{
    /// <inheritdoc cref="PredictEndpoint.Answer"/>
    public async ValueTask Answer(HttpContext context, RestRoute route, ReadOnlyMemory<byte> body, CallTerms terms)
    {
        ExampleBody request = ExampleBody.Read(body, options);
        string signature = request.SignatureName ?? ModelSignature.ServingDefault;
        ReplyBuffer buffer;
        using (VersionLease lease = table.Lease(route.Model, route.Choice))
        {
            if (route.Verb == RestVerb.Classify)
            {
                (Tensor? classes, Tensor? scores) =
                    await ClassifyCall.RunToTensors(lease.Version.Model, signature, request.Examples, terms).ConfigureAwait(false);
                buffer = ReplyBuffer.Take();
                ResultAnswer.Classify(buffer, classes, scores, options);
            }
            else
            {
                Tensor numbers = await RegressCall.RunToTensor(lease.Version.Model, signature, request.Examples, terms).ConfigureAwait(false);
                buffer = ReplyBuffer.Take();
                ResultAnswer.Regress(buffer, numbers.Values<float>());
            }
        }
        await answers.Send(context, buffer).ConfigureAwait(false);
    }
}

using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Serving.Calls;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Serving.Versions;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Server.Rest;

/// <summary><c>:classify</c> and <c>:regress</c>: examples in, classes or numbers out.</summary>
/// <param name="table">Where versions are looked up.</param>
/// <param name="options">How bodies are read.</param>
internal sealed class ExamplesEndpoint(ServingTable table, RestOptions options)
{
    private const int Ok = 200;

    /// <inheritdoc cref="PredictEndpoint.Answer"/>
    public async ValueTask Answer(HttpContext context, RestRoute route, ReadOnlyMemory<byte> body, CallTerms terms)
    {
        ExampleBody request = ExampleBody.Read(body, options);
        Tensor examples = request.ToTensor();
        string signature = request.SignatureName ?? ModelSignature.ServingDefault;
        using VersionLease lease = table.Lease(route.Model, route.Choice);
        if (route.Verb == RestVerb.Classify)
        {
            ClassificationResult classes = await ClassifyCall.Run(lease.Version.Model, signature, examples, terms).ConfigureAwait(false);
            Send(context, buffer => ClassifyAnswer.Write(
                buffer, [.. classes.Classifications.Select(c => c.Classes.Select(k => (k.Label, k.Score)).ToArray())]));
        }
        else
        {
            RegressionResult numbers = await RegressCall.Run(lease.Version.Model, signature, examples, terms).ConfigureAwait(false);
            Send(context, buffer => RegressAnswer.Write(buffer, [.. numbers.Regressions.Select(r => r.Value)]));
        }
    }

    private static void Send(HttpContext context, Action<ReplyBuffer> write)
    {
        ReplyBuffer buffer = ReplyBuffer.Take();
        write(buffer);
        Reply.Send(context, Ok, MediaTypes.Json, buffer.Written);
        buffer.Return();
    }
}

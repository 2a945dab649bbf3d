using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Serving.Calls;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Serving.Versions;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Server.Rest;

/// <summary><c>:predict</c>: from a body's bytes to an answer's.</summary>
/// <param name="table">Where versions are looked up.</param>
/// <param name="options">How bodies are read.</param>
/// <param name="answers">Sends what is answered.</param>
internal sealed class PredictEndpoint(ServingTable table, RestOptions options, AnswerSender answers)
{
    /// <summary>Answers a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="route">What it asks for.</param>
    /// <param name="body">Its body; not used any more when this returns, though the answer may be given later.</param>
    /// <param name="terms">How long it may go on.</param>
    /// <exception cref="Exception">What went wrong before the model was called.</exception>
    public ValueTask Answer(HttpContext context, RestRoute route, ReadOnlyMemory<byte> body, CallTerms terms)
    {
        PredictBody request = PredictBody.Read(body, options);
        VersionLease lease = table.Lease(route.Model, route.Choice);
        bool handedOver = false;
        try
        {
            ServedSignature signature = Find(lease.Version.Model, request.SignatureName);
            signature.Reach(terms);
            PredictForm form = request.Form;
            Tensor[] inputs = request.ToTensors(signature.Rest);
            ValueTask<Tensor[]> outputs = signature.Run(inputs, terms);
            if (!outputs.IsCompleted)
            {
                handedOver = true;
                return Finish(context, lease, signature, form, outputs);
            }
            return Write(context, signature, form, outputs.GetAwaiter().GetResult());
        }
        finally
        {
            if (!handedOver)
                lease.Dispose();
        }
    }

    private async ValueTask Finish(HttpContext context, VersionLease lease, ServedSignature signature, PredictForm form, ValueTask<Tensor[]> outputs)
    {
        Tensor[] given;
        using (lease)
            given = await outputs.ConfigureAwait(false);
        await Write(context, signature, form, given).ConfigureAwait(false);
    }

    private static ServedSignature Find(ServedModel model, string? name) => Specs.Find(model, name ?? ModelSignature.ServingDefault)
        ?? throw ServingFault.Invalid($"Serving signature name: \"{name ?? ModelSignature.ServingDefault}\" not found in signature def");

    private ValueTask Write(HttpContext context, ServedSignature signature, PredictForm form, Tensor[] outputs)
    {
        ReplyBuffer buffer = ReplyBuffer.Take();
        PredictAnswer.Write(buffer, form, signature.Rest, outputs, options);
        return answers.Send(context, buffer);
    }
}

using TfKeyedExport.Conformance.Grpc;
using TfKeyedExport.Conformance.Http;
using TfKeyedExport.Conformance.Json;
using TfKeyedExport.Conformance.Matching;

namespace TfKeyedExport.Conformance.Batching;

/// <summary>A step's answer, and when it came.</summary>
/// <param name="Code">A canonical code; of REST, HTTP_ and the status unless it is OK.</param>
/// <param name="Message">The error's text.</param>
/// <param name="Outputs">The outputs by name; that of REST has none.</param>
/// <param name="Sent">When it was sent after the case's begin.</param>
/// <param name="Arrived">When the answer was there.</param>
internal sealed record StepReply(string Code, string Message, IReadOnlyDictionary<string, CaseTensor> Outputs, TimeSpan Sent, TimeSpan Arrived)
{
    /// <summary>The status of an answer by REST.</summary>
    public int? HttpStatus { get; private init; }

    /// <summary>Whether it is no error.</summary>
    public bool IsOk => Code == "OK";

    /// <summary>An answer by gRPC.</summary>
    public static StepReply Of(GrpcReply reply, TimeSpan sent, TimeSpan arrived) => new(
        reply.Code,
        reply.Message,
        reply.Response is null ? new Dictionary<string, CaseTensor>()
            : (MessageView.Of(reply.Response)["outputs"]?.Members ?? []).ToDictionary(m => m.Key, m => GrpcTensor.Read(m.Value)),
        sent,
        arrived);

    /// <summary>An answer by REST.</summary>
    public static StepReply Of(HttpReply reply, TimeSpan sent, TimeSpan arrived)
    {
        JsonNode? body = JsonReader.TryParse(reply.Body);
        CaseTensor? output = (body?["predictions"] ?? body?["outputs"]) is { } nested ? CaseTensor.OfNested(nested) : null;
        Dictionary<string, CaseTensor> outputs = output is null ? [] : new() { [""] = output };
        string message = body?["error"] is { Kind: JsonKind.Text } error ? error.Text : reply.Body;
        return new StepReply(reply.Status == 200 ? "OK" : $"HTTP_{reply.Status}", message, outputs, sent, arrived) { HttpStatus = reply.Status };
    }

    /// <summary>The output of a name, or the only one.</summary>
    public CaseTensor? Output(string name) => Outputs.TryGetValue(name, out CaseTensor? output) ? output : Outputs.Count == 1 ? Outputs.Values.First() : null;
}

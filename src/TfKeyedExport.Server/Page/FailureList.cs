using System.Text.Json;
using TfKeyedExport.Serving.Failures;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Metrics;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Text;

namespace TfKeyedExport.Server.Page;

/// <summary>The last calls that failed, in the status. Clients wrote most of their texts: nothing in them hides.</summary>
internal static class FailureList
{
    /// <summary>Writes them.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<RecentFailure> failures)
    {
        json.WriteStartArray("errors"u8);
        foreach (RecentFailure failure in failures)
        {
            FailedCall call = failure.Call;
            json.WriteStartObject();
            json.WriteString("time"u8, failure.Last.UtcDateTime);
            json.WriteString("first_time"u8, failure.First.UtcDateTime);
            json.WriteNumber("count"u8, failure.Count);
            json.WriteString("protocol"u8, LabelWords.Of(call.Protocol));
            json.WriteString("asked"u8, call.Kind == CallKind.Question ? "question" : LabelWords.Api(call.Kind).ToLowerInvariant());
            json.WriteString("model"u8, Visible.Of(call.Model));
            json.WriteString("version"u8, call.Version);
            json.WriteString("signature"u8, Visible.Of(call.Signature));
            json.WriteString("code"u8, FaultCodes.Name(call.Code));
            json.WriteString("message"u8, Visible.Of(call.Message));
            if (failure.RequestId is { } id)
                json.WriteString("request_id"u8, Visible.Of(id));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}

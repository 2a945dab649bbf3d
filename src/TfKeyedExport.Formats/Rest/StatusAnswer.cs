using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace TfKeyedExport.Formats.Rest;

/// <summary>The state of one version of a model, for its status.</summary>
/// <param name="Version">The version's number.</param>
/// <param name="State">START, LOADING, AVAILABLE, UNLOADING or END.</param>
/// <param name="Code">The name of the canonical code of what went wrong; OK if nothing did.</param>
/// <param name="Message">What went wrong.</param>
public sealed record VersionStatus(long Version, string State, string Code = "OK", string Message = "");

/// <summary>Writes what a REST request for a model's status is answered.</summary>
public static class StatusAnswer
{
    /// <summary>Writes the answer.</summary>
    /// <param name="destination">Receives the text in UTF-8.</param>
    /// <param name="versions">The versions, in the order in which they are told: TF Serving tells the highest first.</param>
    public static void Write(IBufferWriter<byte> destination, IReadOnlyList<VersionStatus> versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        using (Utf8JsonWriter json = ProtoJson.Writer(destination))
        {
            json.WriteStartObject();
            json.WriteStartArray("model_version_status"u8);
            foreach (VersionStatus version in versions)
            {
                json.WriteStartObject();
                json.WriteString("version"u8, version.Version.ToString(CultureInfo.InvariantCulture));
                json.WriteString("state"u8, version.State);
                json.WriteStartObject("status"u8);
                json.WriteString("error_code"u8, version.Code);
                json.WriteString("error_message"u8, version.Message);
                json.WriteEndObject();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        destination.Write("\n"u8);
    }
}

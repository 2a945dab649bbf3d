using System.Text.Json;
using TfKeyedExport.Cli.Printing;
using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Embedded;
using TfKeyedExport.TensorFlow.Libraries;

namespace TfKeyedExport.Cli.Engines;

/// <summary>Shows the engines as one JSON document.</summary>
internal static class EnginesJson
{
    public static void Print(Terminal terminal, IReadOnlyList<LibraryCandidate> candidates) => JsonOutput.Write(terminal, json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("embedded"u8);
        json.WriteString("version"u8, EmbeddedSupport.Version);
        json.WriteNumber("vector_bits"u8, EmbeddedSupport.VectorBits);
        json.WriteNumber("threads"u8, EmbeddedSupport.Threads);
        json.WriteNumber("operations"u8, EmbeddedSupport.OperationCount);
        json.WriteEndObject();
        json.WriteStartArray("tensorflow"u8);
        foreach (LibraryCandidate candidate in candidates)
            Write(json, candidate);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, LibraryCandidate candidate)
    {
        json.WriteStartObject();
        json.WriteString("status"u8, candidate.Status switch
        {
            LibraryStatus.Chosen => "chosen",
            LibraryStatus.Usable => "usable",
            _ => "turned_down",
        });
        json.WriteString("source"u8, candidate.Source);
        json.WriteString("path"u8, candidate.Path);
        json.WriteString("version"u8, candidate.Version);
        json.WriteStartArray("devices"u8);
        foreach (string device in candidate.Devices)
            json.WriteStringValue(device);
        json.WriteEndArray();
        json.WriteString("reason"u8, candidate.Reason);
        json.WriteEndObject();
    }
}

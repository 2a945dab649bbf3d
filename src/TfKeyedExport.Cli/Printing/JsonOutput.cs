using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using TfKeyedExport.Cli.Terminals;

namespace TfKeyedExport.Cli.Printing;

/// <summary>JSON documents that the program prints.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints a document.</summary>
    public static void Write(Terminal terminal, Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
            content(json);
        terminal.WriteDocument(buffer.WrittenSpan);
    }
}

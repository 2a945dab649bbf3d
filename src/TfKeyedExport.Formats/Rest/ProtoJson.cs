using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TfKeyedExport.Formats.Rest;

/// <summary>JSON in the layout in which protobuf prints messages: a blank a level.</summary>
internal static class ProtoJson
{
    /// <summary>Begins a text.</summary>
    public static Utf8JsonWriter Writer(IBufferWriter<byte> destination) => new(destination, new JsonWriterOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        IndentSize = 1,
        NewLine = "\n",
        SkipValidation = true,
    });
}

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using TfKeyedExport.Text;

namespace TfKeyedExport.Serving.Log;

/// <summary>
/// Objects of JSON on their way into a log, a line each. Text of strangers stands in them, and people look at them: text stays readable, but what does not
/// show, moves a cursor or turns the direction of reading is an escape, which means the same to every reader.
/// </summary>
internal sealed class LogLines
{
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly MemoryStream _lines = new();

    /// <summary>Begins.</summary>
    public LogLines() => Json = new Utf8JsonWriter(_line, Options);

    /// <summary>How JSON is written that becomes a part of a line.</summary>
    public static JsonWriterOptions Options { get; } = new() { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the object of the line that is not ended yet.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>The lines that were ended.</summary>
    public ReadOnlyMemory<byte> Ended => _lines.GetBuffer().AsMemory(0, (int)_lines.Length);

    /// <summary>Ends the line.</summary>
    public void End()
    {
        Json.Flush();
        VisibleJson.Write(_line.WrittenSpan, _lines);
        _lines.WriteByte((byte)'\n');
        _line.ResetWrittenCount();
        Json.Reset();
    }

    /// <summary>Forgets the lines.</summary>
    public void Clear() => _lines.SetLength(0);
}

using System.Text.Json;
using System.Text.Unicode;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Formats.Json;

/// <summary>Parsing of JSON that strangers wrote: bounded depth, no duplicate names, and errors with their place.</summary>
internal static class JsonText
{
    private const int MaxDepth = 64;

    // What becomes of a value, a name or a list while it is read, and of a byte of the text. Measured: 20 million numbers in 40 MB take 1.6 GB.
    private const long BytesPerToken = 72;
    private const long BytesPerByte = 4;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Parses a whole document.</summary>
    /// <param name="utf8">The text; a byte order mark is skipped.</param>
    /// <param name="where">The file or request, for errors.</param>
    /// <param name="memoryLimit">The most memory, in bytes, that reading it, up to its tensors, may take.</param>
    /// <exception cref="TfKeyedException">It is not JSON, nests too deeply, or repeats a name; or it would take more memory (a limit).</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> utf8, string where, long memoryLimit)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        try
        {
            ReadOnlyMemory<byte> text = NonFiniteWords.Quote(utf8);
            CheckSize(text.Span, where, memoryLimit);
            CheckStrings(text.Span);
            return JsonDocument.Parse(text, Options);
        }
        catch (JsonException error)
        {
            string place = error.LineNumber is long line ? $"{where}, line {line + 1}, byte {error.BytePositionInLine + 1}" : where;
            throw TfKeyedException.BadRequest("this is not valid JSON", place, Reason(error), error);
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            throw TfKeyedException.BadRequest("a string in the JSON is not valid UTF-8", where, "send bytes that are not text as {\"b64\": \"...\"}", error);
        }
    }

    private static void CheckSize(ReadOnlySpan<byte> utf8, string where, long memoryLimit)
    {
        long room = memoryLimit / BytesPerToken - utf8.Length * BytesPerByte / BytesPerToken;
        // Separators inside of strings are counted too: only a text that has too many of them is read for them.
        if (utf8.Count((byte)',') + utf8.Count((byte)':') + utf8.Count((byte)'[') + utf8.Count((byte)'{') <= room)
            return;
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (room >= 0 && reader.Read())
            room--;
        if (room < 0)
        {
            throw TfKeyedException.Limit(
                $"{utf8.Length:N0} bytes of JSON with so many values take more than the memory limit of {memoryLimit >> 20} MiB to read", where,
                "send fewer rows a request, or raise the limit with --memory-limit BYTES");
        }
    }

    // The library reads strings when they are asked for, in many places, and stumbles over bytes that are no text and over half
    // of a surrogate pair that is written as an escape.
    private static void CheckStrings(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
            throw new ArgumentException("not UTF-8");
        if (utf8.IndexOf("\\u"u8) < 0)
            return;
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String && reader.ValueIsEscaped)
                reader.GetString();
        }
    }

    /// <summary>The object's members, in their order.</summary>
    /// <exception cref="TfKeyedException">It is not an object.</exception>
    public static List<KeyValuePair<string, JsonElement>> Members(JsonElement element, string where)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw TfKeyedException.BadRequest($"an object is expected here, not {Describe(element)}", where);
        var members = new List<KeyValuePair<string, JsonElement>>();
        foreach (JsonProperty property in element.EnumerateObject())
            members.Add(new(property.Name, property.Value));
        return members;
    }

    /// <summary>A string's text.</summary>
    /// <exception cref="TfKeyedException">It is not a string.</exception>
    public static string Text(JsonElement element, string where)
    {
        if (element.ValueKind != JsonValueKind.String)
            throw TfKeyedException.BadRequest($"a string is expected here, not {Describe(element)}", where);
        return element.GetString()!;
    }

    /// <summary>A value for a message: its kind, and its text if that is short.</summary>
    public static string Describe(JsonElement element)
    {
        const int Short = 40;
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                return "an object";
            case JsonValueKind.Array:
                return $"a list of {element.GetArrayLength()}";
            default:
                string text = element.GetRawText();
                return text.Length <= Short ? text : text[..Short] + "...";
        }
    }

    // The library appends its own wording of the position, which the place above already gives.
    private static string Reason(JsonException error)
    {
        int position = error.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (position < 0 ? error.Message : error.Message[..position]).TrimEnd('.');
    }
}

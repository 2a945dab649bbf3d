using System.Globalization;
using System.Text;

namespace TfKeyedExport.Conformance.Json;

/// <summary>A value of JSON whose numbers are kept as they were written, so that 1.0 can be told from 1.</summary>
internal sealed class JsonNode
{
    private readonly string _text = "";

    private JsonNode(JsonKind kind) => Kind = kind;

    private JsonNode(JsonKind kind, string text)
        : this(kind) => _text = text;

    /// <summary>null</summary>
    public static JsonNode Null { get; } = new(JsonKind.Null);

    /// <summary>What it is.</summary>
    public JsonKind Kind { get; }

    /// <summary>The elements of a list; none of anything else.</summary>
    public IReadOnlyList<JsonNode> Items { get; private init; } = [];

    /// <summary>The members of an object in their order; none of anything else.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonNode>> Members { get; private init; } = [];

    /// <summary>A text's text, a number's token.</summary>
    public string Text => Kind is JsonKind.Text or JsonKind.Number ? _text : throw new FormatException($"{this} is no text");

    /// <summary>Whether it is true.</summary>
    public bool IsTrue => Kind == JsonKind.Bool && _text == "true";

    /// <summary>Whether it is null.</summary>
    public bool IsNull => Kind == JsonKind.Null;

    /// <summary>A number's value.</summary>
    public double Number => Kind == JsonKind.Number ? ParseNumber(_text) : throw new FormatException($"{this} is no number");

    /// <summary>The member of a name, the first if there are several; null if there is none.</summary>
    public JsonNode? this[string name] => Members.FirstOrDefault(m => m.Key == name).Value;

    /// <summary>A number of its token.</summary>
    public static JsonNode OfNumber(string token) => new(JsonKind.Number, token);

    /// <summary>A text.</summary>
    public static JsonNode OfText(string text) => new(JsonKind.Text, text);

    /// <summary>A truth.</summary>
    public static JsonNode OfBool(bool value) => new(JsonKind.Bool, value ? "true" : "false");

    /// <summary>A list.</summary>
    public static JsonNode OfList(IReadOnlyList<JsonNode> items) => new(JsonKind.List) { Items = items };

    /// <summary>An object.</summary>
    public static JsonNode OfMembers(IReadOnlyList<KeyValuePair<string, JsonNode>> members) => new(JsonKind.Object) { Members = members };

    /// <summary>The value of a number's token.</summary>
    public static double ParseNumber(string token) => token switch
    {
        "NaN" or "-NaN" => double.NaN,
        "Infinity" or "Inf" => double.PositiveInfinity,
        "-Infinity" or "-Inf" => double.NegativeInfinity,
        _ => double.Parse(token, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    /// <summary>As JSON, on one line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    private static void Quote(StringBuilder text, string value) =>
        text.Append('"').Append(System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value)).Append('"');

    private void Write(StringBuilder text)
    {
        switch (Kind)
        {
            case JsonKind.Null:
                text.Append("null");
                break;
            case JsonKind.Text:
                Quote(text, _text);
                break;
            case JsonKind.List:
                text.Append('[');
                foreach ((int index, JsonNode item) in Items.Index())
                {
                    text.Append(index == 0 ? "" : ", ");
                    item.Write(text);
                }
                text.Append(']');
                break;
            case JsonKind.Object:
                text.Append('{');
                foreach ((int index, KeyValuePair<string, JsonNode> member) in Members.Index())
                {
                    text.Append(index == 0 ? "" : ", ");
                    Quote(text, member.Key);
                    text.Append(": ");
                    member.Value.Write(text);
                }
                text.Append('}');
                break;
            default:
                text.Append(_text);
                break;
        }
    }
}

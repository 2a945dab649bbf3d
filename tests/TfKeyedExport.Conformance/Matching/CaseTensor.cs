using System.Globalization;
using System.Numerics;
using System.Text;
using TfKeyedExport.Conformance.Json;

namespace TfKeyedExport.Conformance.Matching;

/// <summary>A tensor as cases and answers write it.</summary>
/// <param name="Shape">Its sizes.</param>
/// <param name="Data">Its elements in row-major order.</param>
internal sealed record CaseTensor(IReadOnlyList<int> Shape, IReadOnlyList<JsonNode> Data)
{
    /// <summary>The tensor of a case: an object of <c>shape</c> and <c>data</c>.</summary>
    public static CaseTensor Of(JsonNode said) => new(
        [.. (said["shape"]?.Items ?? []).Select(d => (int)d.Number)],
        said["data"]?.Items ?? []);

    /// <summary>The tensor that nested lists are; null if they are ragged.</summary>
    public static CaseTensor? OfNested(JsonNode nested)
    {
        var shape = new List<int>();
        for (JsonNode at = nested; at.Kind == JsonKind.List; at = at.Items[0])
        {
            shape.Add(at.Items.Count);
            if (at.Items.Count == 0)
                break;
        }
        var data = new List<JsonNode>();
        return Flatten(nested, shape, 0, data) ? new CaseTensor(shape, data) : null;
    }

    /// <summary>Says what differs, bit for bit in the type that the case names; null if nothing does.</summary>
    public string? Differs(CaseTensor got, string dtype)
    {
        if (!Shape.SequenceEqual(got.Shape))
            return $"shape [{string.Join(", ", Shape)}] expected, came [{string.Join(", ", got.Shape)}]";
        if (Data.Count != got.Data.Count)
            return $"{Data.Count} elements expected, came {got.Data.Count}";
        int wrong = Enumerable.Range(0, Data.Count).FirstOrDefault(i => !Same(Data[i], got.Data[i], dtype), -1);
        return wrong < 0 ? null : $"element {wrong}: {Data[wrong]} expected, came {got.Data[wrong]}";
    }

    /// <summary>A float as cases write it: a number, or a text for what JSON has no number for.</summary>
    public static double Float(JsonNode node) => JsonNode.ParseNumber(node.Text);

    /// <summary>The bytes of a text, or of an object that has them as Base64; null of anything else.</summary>
    public static byte[]? Bytes(JsonNode node) => node.Kind switch
    {
        JsonKind.Text => Encoding.UTF8.GetBytes(node.Text),
        JsonKind.Object when node["b64"] is { Kind: JsonKind.Text } text && node.Members.Count == 1 => Convert.FromBase64String(text.Text),
        _ => null,
    };

    private static bool Same(JsonNode wanted, JsonNode got, string dtype) => dtype switch
    {
        "string" => Bytes(wanted) is { } a && Bytes(got) is { } b && a.AsSpan().SequenceEqual(b),
        "bool" => wanted.Kind == JsonKind.Bool && got.Kind == JsonKind.Bool && wanted.IsTrue == got.IsTrue,
        "float64" or "double" => got.Kind == JsonKind.Number && SameBits(Float(wanted), got.Number),
        "float32" or "float" or "float16" or "half" or "bfloat16" => got.Kind == JsonKind.Number && SameBits((float)Float(wanted), (float)got.Number),
        _ => got.Kind == JsonKind.Number && BigInteger.TryParse(wanted.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger a)
            && BigInteger.TryParse(got.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger b) && a == b,
    };

    private static bool SameBits(double a, double b) =>
        double.IsNaN(a) ? double.IsNaN(b) : BitConverter.DoubleToInt64Bits(a) == BitConverter.DoubleToInt64Bits(b);

    private static bool Flatten(JsonNode node, List<int> shape, int depth, List<JsonNode> data)
    {
        if (node.Kind == JsonKind.List)
            return depth < shape.Count && node.Items.Count == shape[depth] && node.Items.All(i => Flatten(i, shape, depth + 1, data));
        data.Add(node);
        return depth == shape.Count;
    }
}

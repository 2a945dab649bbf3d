using System.Globalization;
using Google.Protobuf.Reflection;
using TfKeyedExport.Conformance.Json;

namespace TfKeyedExport.Conformance.Grpc;

/// <summary>Names of enums as cases write them. Types of elements have another prefix in the .proto here.</summary>
internal static class EnumNames
{
    private const string Ours = "DATA_TYPE_";
    private const string Theirs = "DT_";

    /// <summary>The number of a name or a number.</summary>
    /// <exception cref="FormatException">There is no such name.</exception>
    public static int Number(EnumDescriptor type, JsonNode node)
    {
        if (node.Kind == JsonKind.Number)
            return int.Parse(node.Text, CultureInfo.InvariantCulture);
        string name = node.Text.StartsWith(Theirs, StringComparison.Ordinal) ? $"{Ours}{node.Text[Theirs.Length..]}" : node.Text;
        return (type.FindValueByName(name) ?? type.FindValueByName(node.Text))?.Number ?? throw new FormatException($"{type.FullName} has no {node.Text}");
    }

    /// <summary>The name of a number; the number if it has none.</summary>
    public static JsonNode Name(EnumDescriptor type, int number)
    {
        if (type.FindValueByNumber(number) is not { } known)
            return JsonNode.OfNumber(number.ToString(CultureInfo.InvariantCulture));
        return JsonNode.OfText(known.Name.StartsWith(Ours, StringComparison.Ordinal) ? $"{Theirs}{known.Name[Ours.Length..]}" : known.Name);
    }
}

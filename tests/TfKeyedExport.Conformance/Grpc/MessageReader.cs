using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using TfKeyedExport.Conformance.Json;

namespace TfKeyedExport.Conformance.Grpc;

/// <summary>Makes messages of what cases write: members by their names in the .proto; bytes as text, or as Base64 under a name with _b64.</summary>
internal static class MessageReader
{
    private const string Base64Suffix = "_b64";

    /// <summary>A message of a kind.</summary>
    /// <exception cref="FormatException">It has no such fields, or not of that type.</exception>
    public static IMessage Read(JsonNode node, MessageDescriptor descriptor)
    {
        IMessage message = descriptor.Parser.ParseFrom(ByteString.Empty);
        foreach ((string name, JsonNode value) in node.Members)
            Set(message, name, value);
        return message;
    }

    private static void Set(IMessage message, string name, JsonNode value)
    {
        MessageDescriptor descriptor = message.Descriptor;
        FieldDescriptor? field = descriptor.FindFieldByName(name);
        bool base64 = field is null && name.EndsWith(Base64Suffix, StringComparison.Ordinal);
        if (base64)
            field = descriptor.FindFieldByName(name[..^Base64Suffix.Length]);
        if (field is null)
            throw new FormatException($"the runner does not know field {descriptor.FullName}.{name}");
        if (field.IsMap)
        {
            var map = (IDictionary)field.Accessor.GetValue(message);
            foreach ((string key, JsonNode item) in value.Members)
                map[Scalar(field.MessageType.FindFieldByNumber(1), JsonNode.OfText(key), false)] = Value(field.MessageType.FindFieldByNumber(2), item, false);
        }
        else if (field.IsRepeated)
        {
            var list = (IList)field.Accessor.GetValue(message);
            foreach (JsonNode item in value.Items)
                list.Add(Value(field, item, base64));
        }
        else
        {
            field.Accessor.SetValue(message, Value(field, value, base64));
        }
    }

    private static object Value(FieldDescriptor field, JsonNode node, bool base64)
    {
        if (field.FieldType != FieldType.Message)
            return Scalar(field, node, base64);
        if (!MessageView.IsWrapper(field.MessageType))
            return Read(node, field.MessageType);
        FieldDescriptor inner = field.MessageType.FindFieldByNumber(1);
        return Scalar(inner, node.Kind == JsonKind.Object ? node["value"] ?? JsonNode.OfNumber("0") : node, false);
    }

    private static object Scalar(FieldDescriptor field, JsonNode node, bool base64)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        return field.FieldType switch
        {
            FieldType.Bytes => base64 ? ByteString.FromBase64(node.Text) : ByteString.CopyFromUtf8(node.Text),
            FieldType.String => node.Text,
            FieldType.Bool => node.IsTrue,
            FieldType.Float => (float)JsonNode.ParseNumber(node.Text),
            FieldType.Double => JsonNode.ParseNumber(node.Text),
            FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => int.Parse(node.Text, invariant),
            FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => long.Parse(node.Text, invariant),
            FieldType.UInt32 or FieldType.Fixed32 => uint.Parse(node.Text, invariant),
            FieldType.UInt64 or FieldType.Fixed64 => ulong.Parse(node.Text, invariant),
            FieldType.Enum => EnumNames.Number(field.EnumType, node),
            _ => throw new FormatException($"the runner does not know type {field.FieldType} of {field.FullName}"),
        };
    }
}

using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using TfKeyedExport.Conformance.Json;

namespace TfKeyedExport.Conformance.Grpc;

/// <summary>A message as cases write it, with what is zero; bytes stand there as text, and once more as Base64 under a name with _b64.</summary>
internal static class MessageView
{
    /// <summary>Whether a message only wraps a number, so that it may be missing.</summary>
    public static bool IsWrapper(MessageDescriptor descriptor) => descriptor.File.Name == "google/protobuf/wrappers.proto";

    /// <summary>All fields of a message but those of others that a oneof has not chosen, and messages that are missing.</summary>
    public static JsonNode Of(IMessage message)
    {
        var members = new List<KeyValuePair<string, JsonNode>>();
        foreach (FieldDescriptor field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            if (field.ContainingOneof is { } oneof && oneof.Accessor.GetCaseFieldDescriptor(message) != field)
                continue;
            object? value = field.Accessor.GetValue(message);
            if (value is null)
                continue;
            members.Add(new(field.Name, Field(field, value, false)));
            if (field is { FieldType: FieldType.Bytes, IsMap: false })
                members.Add(new($"{field.Name}_b64", Field(field, value, true)));
        }
        return JsonNode.OfMembers(members);
    }

    private static JsonNode Field(FieldDescriptor field, object value, bool base64)
    {
        if (field.IsMap)
        {
            FieldDescriptor inner = field.MessageType.FindFieldByNumber(2);
            var map = (IDictionary)value;
            return JsonNode.OfMembers([.. map.Keys.Cast<object>().Select(k => new KeyValuePair<string, JsonNode>(
                Convert.ToString(k, CultureInfo.InvariantCulture)!, One(inner, map[k]!, false)))]);
        }
        return field.IsRepeated ? JsonNode.OfList([.. ((IList)value).Cast<object>().Select(v => One(field, v, base64))]) : One(field, value, base64);
    }

    private static JsonNode One(FieldDescriptor field, object value, bool base64) => value switch
    {
        IMessage message => Of(message),
        _ when field.FieldType == FieldType.Message => JsonNode.OfMembers([new("value", One(field.MessageType.FindFieldByNumber(1), value, false))]),
        ByteString bytes => JsonNode.OfText(base64 ? bytes.ToBase64() : bytes.ToStringUtf8()),
        string text => JsonNode.OfText(text),
        bool truth => JsonNode.OfBool(truth),
        float or double => JsonNode.OfNumber(((IFormattable)value).ToString("R", CultureInfo.InvariantCulture)),
        _ when field.FieldType == FieldType.Enum => EnumNames.Name(field.EnumType, Convert.ToInt32(value, CultureInfo.InvariantCulture)),
        _ => JsonNode.OfNumber(Convert.ToString(value, CultureInfo.InvariantCulture)!),
    };
}

using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using TfKeyedExport.Fuzzing.Ops;
using TfKeyedExport.Protos;

namespace TfKeyedExport.Fuzzing.Models;

/// <summary>Changes a message somewhere in its tree: a field is cleared, changed, doubled, moved or filled with what stands elsewhere in the model.</summary>
internal sealed class MessageDamage(FuzzRandom random, IReadOnlyList<string> words)
{
    private const int MaxDepth = 40;

    private static readonly string[] Odd =
        [
            "", ":", "^", "a:0", "a:99", "a:-1", "../x", "/etc/passwd", "\u001b[31mred", "line\nbreak", "\u202eltr", "\u0085", "\0", "_Dense", "_Parameter",
            "_Elementwise", "NoOp", "While", "If", "x/y/z:0:0", "serving_default",
        ];

    /// <summary>One change somewhere below a message.</summary>
    /// <returns>Where, for people.</returns>
    public string Apply(IMessage message, int depth = 0)
    {
        // Some messages say all there is by being there.
        if (message.Descriptor.Fields.InDeclarationOrder().Count == 0)
            return message.Descriptor.Name;
        FieldDescriptor[] present = [.. message.Descriptor.Fields.InDeclarationOrder().Where(f => IsPresent(message, f))];
        if (present.Length == 0 || random.OneIn(12))
        {
            FieldDescriptor any = random.Pick([.. message.Descriptor.Fields.InDeclarationOrder()]);
            if (!any.IsMap && !any.IsRepeated)
                Set(message, any);
            return $"{message.Descriptor.Name}.{any.Name}";
        }
        FieldDescriptor field = random.Pick(present);
        string name = $"{message.Descriptor.Name}.{field.Name}";
        object value = field.Accessor.GetValue(message);
        if (field.IsMap)
            return Map((IDictionary)value, name, depth);
        if (field.IsRepeated)
            return List(message, field, (IList)value, name, depth);
        if (value is IMessage inner && depth < MaxDepth && !random.OneIn(8))
            return $"{name}/{Apply(inner, depth + 1)}";
        if (random.OneIn(4))
            field.Accessor.Clear(message);
        else
            Set(message, field);
        return name;
    }

    private static bool IsPresent(IMessage message, FieldDescriptor field)
    {
        object? value = field.Accessor.GetValue(message);
        return value switch
        {
            null => false,
            ICollection collection => collection.Count > 0,
            _ => !field.HasPresence || field.Accessor.HasValue(message),
        };
    }

    private string Map(IDictionary map, string name, int depth)
    {
        object[] keys = [.. map.Keys.Cast<object>().OrderBy(k => k.ToString(), StringComparer.Ordinal)];
        object key = random.Pick(keys);
        object? value = map[key];
        switch (random.Below(5))
        {
            case 0:
                map.Remove(key);
                return $"{name}[{key}] removed";
            case 1 when key is string:
                map.Remove(key);
                map[Word()] = value;
                return $"{name}[{key}] renamed";
            case 2 when value is not null:
                object other = random.Pick(keys);
                (map[key], map[other]) = (Copy(map[other]!), Copy(value));
                return $"{name}[{key}] and [{other}] swapped";
            default:
                if (value is IMessage inner && depth < MaxDepth)
                    return $"{name}[{key}]/{Apply(inner, depth + 1)}";
                if (value is string)
                    map[key] = Word();
                return $"{name}[{key}]";
        }
    }

    private string List(IMessage owner, FieldDescriptor field, IList list, string name, int depth)
    {
        int at = random.Below(list.Count);
        switch (random.Below(7))
        {
            case 0:
                list.RemoveAt(at);
                return $"{name}[{at}] removed";
            case 1:
                list.Insert(random.Below(list.Count + 1), Copy(list[at]!));
                return $"{name}[{at}] doubled";
            case 2:
                int other = random.Below(list.Count);
                (list[at], list[other]) = (list[other], list[at]);
                return $"{name}[{at}] and [{other}] swapped";
        }
        switch (list[at])
        {
            case IMessage inner when depth < MaxDepth:
                return $"{name}[{at}]/{Apply(inner, depth + 1)}";
            case ByteString bytes:
                list[at] = Bytes(owner, field, bytes, out string inside);
                return $"{name}[{at}]{inside}";
            case { } scalar:
                list[at] = Scalar(field, scalar);
                break;
        }
        return $"{name}[{at}]";
    }

    /// <summary>Bytes that are a message are damaged as one.</summary>
    public ByteString Bytes(IMessage owner, FieldDescriptor field, ByteString bytes, out string inside)
    {
        inside = "";
        IMessage? parsed = random.OneIn(10) ? null : Parsed(owner, field, bytes);
        if (parsed is null)
            return ByteString.CopyFrom(ByteDamage.Apply(random, bytes.ToByteArray()));
        inside = $"/{Apply(parsed)}";
        return parsed.ToByteString();
    }

    /// <summary>The message that some bytes are; null if they are none, such as those that were damaged before.</summary>
    private static IMessage? Parsed(IMessage owner, FieldDescriptor field, ByteString bytes)
    {
        try
        {
            return (owner, field.FieldNumber) switch
            {
                (GraphDef, GraphDef.NodeFieldNumber) => NodeDef.Parser.ParseFrom(bytes),
                (FunctionDefLibrary, FunctionDefLibrary.FunctionFieldNumber) => FunctionDef.Parser.ParseFrom(bytes),
                (MetaGraphDef.Types.MetaInfoDef, MetaGraphDef.Types.MetaInfoDef.StrippedOpListFieldNumber) => OpList.Parser.ParseFrom(bytes),
                _ => null,
            };
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private void Set(IMessage message, FieldDescriptor field)
    {
        if (field.FieldType == FieldType.Message)
        {
            // Most often the same message with another kind of content: an empty one.
            field.Accessor.SetValue(message, field.MessageType.Parser.ParseFrom([]));
            return;
        }
        object value = field.Accessor.GetValue(message);
        field.Accessor.SetValue(message, value is ByteString bytes ? Bytes(message, field, bytes, out _) : Scalar(field, value));
    }

    private object Scalar(FieldDescriptor field, object value) => value switch
    {
        bool flag => !flag,
        string => Word(),
        ByteString => ByteString.CopyFrom(random.OneIn(2) ? System.Text.Encoding.UTF8.GetBytes(Word()) : HostileTensors.Text(random)),
        int => (int)HostileTensors.Integer(random),
        uint => (uint)HostileTensors.Integer(random),
        long => HostileTensors.Integer(random),
        ulong => (ulong)HostileTensors.Integer(random),
        float => (float)HostileTensors.Float(random),
        double => HostileTensors.Float(random),
        Enum => Enum.ToObject(value.GetType(), random.OneIn(10) ? (int)HostileTensors.Integer(random) : random.Below(34)),
        _ => throw new InvalidOperationException($"a field of {field.FieldType}"),
    };

    private string Word()
    {
        string word = random.OneIn(5) || words.Count == 0 ? random.Pick(Odd) : random.Pick(words);
        return random.Below(6) switch { 0 => $"{word}:{random.Below(4)}", 1 => $"^{word}", _ => word };
    }

    private static object Copy(object value) => value switch
    {
        // A deep clone without knowing the type.
        IMessage message => message.Descriptor.Parser.ParseFrom(message.ToByteArray()),
        _ => value,
    };
}

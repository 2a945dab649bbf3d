using System.Text;
using Google.Protobuf;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Protos.Wire;

/// <summary>Serialized messages by name; nothing is parsed but the names.</summary>
internal sealed class SerializedMap
{
    private readonly Utf8Index _names;
    private readonly List<ReadOnlyMemory<byte>> _messages;

    private SerializedMap(int capacity)
    {
        _names = new Utf8Index(capacity);
        _messages = new List<ReadOnlyMemory<byte>>(capacity);
    }

    /// <summary>How many messages there are.</summary>
    public int Count => _messages.Count;

    /// <summary>A message.</summary>
    public ReadOnlyMemory<byte> this[int number] => _messages[number];

    /// <summary>Indexes messages whose names must differ.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="path">Where the name stands: the number of its field, or of those that lead to it.</param>
    /// <param name="kind">What a message is, for errors: <c>node</c>.</param>
    /// <param name="where">The file, for errors.</param>
    /// <exception cref="TfKeyedException">A message is damaged, or two have the same name.</exception>
    public static SerializedMap OfDistinct(IReadOnlyList<ByteString> messages, ReadOnlySpan<int> path, string kind, string where)
    {
        var map = new SerializedMap(messages.Count);
        foreach (ByteString message in messages)
        {
            map.Add(message.Memory, path, kind, where, true);
        }
        return map;
    }

    /// <summary>Indexes the repeated messages in a field of another.</summary>
    /// <param name="outer">The other message.</param>
    /// <param name="field">The field.</param>
    /// <param name="path">Where the name stands: the number of its field, or of those that lead to it.</param>
    /// <param name="kind">What a message is, for errors: <c>node</c>.</param>
    /// <param name="where">The file, for errors.</param>
    /// <param name="areDistinct">Whether the names must differ; else the last one of equal names counts.</param>
    /// <inheritdoc cref="OfDistinct" path="/exception"/>
    public static SerializedMap OfField(ReadOnlyMemory<byte> outer, int field, ReadOnlySpan<int> path, string kind, string where, bool areDistinct = false)
    {
        var map = new SerializedMap(16);
        var fields = new ProtoFields(outer.Span);
        while (fields.Next())
        {
            if (fields.Number == field)
                map.Add(outer.Slice(fields.Start, fields.Bytes.Length), path, kind, where, areDistinct);
        }
        return fields.IsDamaged ? throw Damaged(kind, where) : map;
    }

    /// <summary>The number of the message of a name, or -1.</summary>
    public int Find(ReadOnlySpan<byte> name) => _names.Find(name);

    /// <summary>A message's name.</summary>
    public ReadOnlyMemory<byte> Name(int number) => _names[number];

    private void Add(ReadOnlyMemory<byte> message, ReadOnlySpan<int> path, string kind, string where, bool isDistinct)
    {
        ReadOnlyMemory<byte> name = NameOf(message, path, kind, where);
        if (isDistinct && _names.Find(name.Span) >= 0)
            throw TfKeyedException.Unreadable($"two {kind}s are named '{Encoding.UTF8.GetString(name.Span)}'", where, "Export the model again");
        _names.Add(name);
        _messages.Add(message);
    }

    private static ReadOnlyMemory<byte> NameOf(ReadOnlyMemory<byte> message, ReadOnlySpan<int> path, string kind, string where)
    {
        for (int i = 0; i < path.Length; i++)
        {
            ReadOnlyMemory<byte> found = default;
            bool isFound = false;
            var fields = new ProtoFields(message.Span);
            while (fields.Next())
            {
                if (fields.Number != path[i])
                    continue;
                // Parsers join a message that is written in pieces, while of a name the last one counts.
                if (isFound && i < path.Length - 1)
                    throw Damaged(kind, where);
                isFound = true;
                found = message.Slice(fields.Start, fields.Bytes.Length);
            }
            if (fields.IsDamaged)
                throw Damaged(kind, where);
            message = found;
        }
        return message;
    }

    private static TfKeyedException Damaged(string kind, string where) => TfKeyedException.Unreadable($"a {kind} is damaged", where, ModelErrors.CopyAgain);
}

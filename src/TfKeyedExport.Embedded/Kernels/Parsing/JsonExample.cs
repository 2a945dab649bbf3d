using System.Text;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Text;

namespace TfKeyedExport.Embedded.Kernels.Parsing;

/// <summary>Makes serialized <c>tf.train.Example</c>s of their JSON form: fields in the order of the text, as TensorFlow writes them.</summary>
internal sealed class JsonExample
{
    // A number and how a field is written, as the serialized form has it.
    private const byte First = 0x0A, Second = 0x12, Third = 0x1A, FirstFloat = 0x0D, FirstInteger = 0x08;

    private readonly ByteBuffer _example = new();
    private readonly ByteBuffer _word = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Lets a pool count the memory that is taken, until the call ends; null counts nothing.</summary>
    public void CountBy(BufferPool? pool) => (_example.Pool, _word.Pool) = (pool, pool);

    /// <summary>Whether the memory is small enough to be kept for the next call.</summary>
    public bool IsWorthKeeping => _example.IsWorthKeeping && _word.IsWorthKeeping;

    /// <summary>One example, until the next is made.</summary>
    /// <param name="json">The text.</param>
    /// <param name="row">Whose text it is, for messages.</param>
    /// <exception cref="Errors.TfKeyedException">It is no example's.</exception>
    public ReadOnlySpan<byte> Make(ReadOnlySpan<byte> json, int row)
    {
        _example.Clear();
        var cursor = new JsonCursor(json, row, _word);
        cursor.Open('{');
        for (bool isFirst = true; cursor.Next('}', isFirst); isFirst = false)
        {
            if (!cursor.Name().SequenceEqual("features"u8))
                throw cursor.Wrong("an example has no such field");
            if (!cursor.TryNull())
                Features(ref cursor);
        }
        cursor.End();
        return _example.Written;
    }

    private void Features(ref JsonCursor cursor)
    {
        int start = _example.Length;
        cursor.Open('{');
        for (bool isFirst = true; cursor.Next('}', isFirst); isFirst = false)
        {
            if (!cursor.Name().SequenceEqual("feature"u8))
                throw cursor.Wrong("features have no such field");
            if (!cursor.TryNull())
                Map(ref cursor);
        }
        Enclose(start, First);
    }

    private void Map(ref JsonCursor cursor)
    {
        _names.Clear();
        cursor.Open('{');
        for (bool isFirst = true; cursor.Next('}', isFirst); isFirst = false)
        {
            int entry = _example.Length;
            ReadOnlySpan<byte> name = cursor.Name();
            if (!_names.Add(Encoding.UTF8.GetString(name)))
                throw cursor.Wrong("a feature is there twice");
            Field(First, name);
            if (!cursor.TryNull())
                Feature(ref cursor);
            Enclose(entry, First);
        }
    }

    private void Feature(ref JsonCursor cursor)
    {
        int start = _example.Length;
        bool hasList = false;
        cursor.Open('{');
        for (bool isFirst = true; cursor.Next('}', isFirst); isFirst = false)
        {
            ReadOnlySpan<byte> name = cursor.Name();
            byte kind = name.SequenceEqual("bytesList"u8) || name.SequenceEqual("bytes_list"u8) ? First
                : name.SequenceEqual("floatList"u8) || name.SequenceEqual("float_list"u8) ? Second
                : name.SequenceEqual("int64List"u8) || name.SequenceEqual("int64_list"u8) ? Third
                : throw cursor.Wrong("a feature has no such field");
            if (cursor.TryNull())
                continue;
            if (hasList)
                throw cursor.Wrong("a feature has two lists");
            hasList = true;
            List(ref cursor, kind);
        }
        Enclose(start, Second);
    }

    private void List(ref JsonCursor cursor, byte kind)
    {
        int start = _example.Length;
        cursor.Open('{');
        for (bool isFirst = true; cursor.Next('}', isFirst); isFirst = false)
        {
            if (!cursor.Name().SequenceEqual("value"u8))
                throw cursor.Wrong("a list has no such field");
            if (!cursor.TryNull())
                Values(ref cursor, kind);
        }
        Enclose(start, kind);
    }

    // Arrays within arrays are one list to TensorFlow, and so is a value without an array.
    private void Values(ref JsonCursor cursor, byte kind)
    {
        if (cursor.Peek() != '[')
        {
            Value(ref cursor, kind);
            return;
        }
        cursor.Open('[');
        for (bool isFirst = true; cursor.Next(']', isFirst); isFirst = false)
            Values(ref cursor, kind);
    }

    private void Value(ref JsonCursor cursor, byte kind)
    {
        bool isNull = cursor.TryNull();
        switch (kind)
        {
            case First:
                if (isNull)
                    Field(First, []);
                else
                    Bytes(ref cursor);
                break;
            case Second:
                _example.Append(FirstFloat);
                BitConverter.TryWriteBytes(_example.Reserve(sizeof(float)), isNull ? 0 : JsonNumber.Float(ref cursor));
                _example.Advance(sizeof(float));
                break;
            default:
                _example.Append(FirstInteger);
                Varint(isNull ? 0 : (ulong)JsonNumber.Integer(ref cursor));
                break;
        }
    }

    private void Bytes(ref JsonCursor cursor)
    {
        ReadOnlySpan<byte> text = Base64Text.WithoutPadding(cursor.String());
        int length = Base64Text.DecodedLength(text);
        _example.Append(First);
        Varint((ulong)length);
        if (text.Length % 4 == 1 || !Base64Text.TryDecode(text, isLenient: true, _example.Reserve(length)))
            throw cursor.Wrong("a string is no base64");
        _example.Advance(length);
    }

    private void Field(byte tag, ReadOnlySpan<byte> content)
    {
        _example.Append(tag);
        Varint((ulong)content.Length);
        _example.Append(content);
    }

    // How long a field is, only its end tells.
    private void Enclose(int start, byte tag)
    {
        int end = _example.Length;
        _example.Append(tag);
        Varint((ulong)(end - start));
        Span<byte> head = stackalloc byte[1 + 10];
        int length = _example.Length - end;
        _example.Written[end..].CopyTo(head);
        _example.Truncate(end);
        _example.Insert(start, head[..length]);
    }

    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            _example.Append((byte)(value | 0x80));
        _example.Append((byte)value);
    }
}

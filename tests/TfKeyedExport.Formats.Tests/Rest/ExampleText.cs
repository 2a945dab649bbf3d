using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace TfKeyedExport.Formats.Tests.Rest;

/// <summary>Serialized <c>tf.Example</c>s as text, read independently of what writes them; later values of a name win.</summary>
internal static class ExampleText
{
    public static float Float(ReadOnlySpan<byte> example, string name) =>
        float.Parse(Read(example)[name].TrimStart('f'), CultureInfo.InvariantCulture);

    /// <summary>Each feature's values behind the kind of its list: f floats, i integers, b bytes; nothing if it has no list.</summary>
    public static Dictionary<string, string> Read(ReadOnlySpan<byte> example)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((int _, byte[] features) in Fields(example))
        {
            foreach ((int _, byte[] entry) in Fields(features))
            {
                List<(int Number, byte[] Bytes)> pair = Fields(entry);
                found[Encoding.UTF8.GetString(pair[0].Bytes)] = string.Concat(Fields(pair[1].Bytes).Select(List));
            }
        }
        return found;
    }

    private static string List((int Number, byte[] Bytes) list)
    {
        List<(int Number, byte[] Bytes)> values = Fields(list.Bytes);
        return list.Number switch
        {
            1 => "b" + string.Join(',', values.Select(v => Convert.ToHexString(v.Bytes))),
            2 => "f" + string.Join(',', values[0].Bytes.Chunk(4).Select(Text)),
            _ => "i" + string.Join(',', Numbers(values[0].Bytes)),
        };
    }

    private static string Text(byte[] value) => BinaryPrimitives.ReadSingleLittleEndian(value).ToString(CultureInfo.InvariantCulture);

    private static List<long> Numbers(ReadOnlySpan<byte> packed)
    {
        var numbers = new List<long>();
        while (!packed.IsEmpty)
            numbers.Add((long)Varint(ref packed));
        return numbers;
    }

    private static List<(int Number, byte[] Bytes)> Fields(ReadOnlySpan<byte> message)
    {
        var fields = new List<(int, byte[])>();
        while (!message.IsEmpty)
        {
            int number = (int)Varint(ref message) >> 3;
            int length = (int)Varint(ref message);
            fields.Add((number, message[..length].ToArray()));
            message = message[length..];
        }
        return fields;
    }

    private static ulong Varint(ref ReadOnlySpan<byte> bytes)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = bytes[0];
            bytes = bytes[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }
}

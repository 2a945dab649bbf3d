using System.Buffers.Binary;
using System.Text;
using TfKeyedExport.Checking.Rows;
using TfKeyedExport.Checking.Samples.Hints;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Writes serialized tf.Example messages: a map from feature names to lists of bytes, floats or integers.</summary>
internal static class ExampleWriter
{
    private const int LengthDelimited = 2;
    private const int MaxValues = 1024;

    public static byte[] Write(ExampleSpec spec, Dice dice)
    {
        var features = new List<byte>();
        foreach (ExampleFeature feature in spec.Features)
        {
            // Now and then an example lacks what it may lack.
            if ((feature.HasDefault || feature.Length is null) && dice.Next(8) == 0)
                continue;
            var entry = new List<byte>();
            Field(entry, 1, Encoding.UTF8.GetBytes(feature.Name));
            Field(entry, 2, Feature(feature, dice));
            Field(features, 1, entry);
        }
        var example = new List<byte>();
        Field(example, 1, features);
        return [.. example];
    }

    private static List<byte> Feature(ExampleFeature feature, Dice dice)
    {
        int count = Math.Min(MaxValues, feature.Length ?? 1);
        bool edge = dice.Next(6) == 0;
        var values = new List<byte>();
        var list = new List<byte>();
        switch (feature.Type)
        {
            case DataType.String:
                for (int i = 0; i < count; i++)
                    Field(list, 1, ColumnSampler.Text(feature.Hints, dice, dice.Next(1000)));
                Field(values, 1, list);
                break;
            case DataType.Int64:
                for (int i = 0; i < count; i++)
                    Varint(list, (ulong)ColumnSampler.Integer(DataType.Int64, feature.Hints, edge, dice));
                Field(values, 3, Packed(list));
                break;
            default:
                byte[] bits = new byte[4];
                for (int i = 0; i < count; i++)
                {
                    BinaryPrimitives.WriteSingleLittleEndian(bits, (float)ColumnSampler.Number(feature.Hints, edge, dice));
                    list.AddRange(bits);
                }
                Field(values, 2, Packed(list));
                break;
        }
        return values;
    }

    private static List<byte> Packed(List<byte> values)
    {
        var list = new List<byte>();
        Field(list, 1, values);
        return list;
    }

    private static void Field(List<byte> to, int number, IReadOnlyCollection<byte> content)
    {
        Varint(to, (ulong)((number << 3) | LengthDelimited));
        Varint(to, (ulong)content.Count);
        to.AddRange(content);
    }

    private static void Varint(List<byte> to, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            to.Add((byte)(value | 0x80));
        to.Add((byte)value);
    }
}

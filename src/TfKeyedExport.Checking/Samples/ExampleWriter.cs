using System.Buffers.Binary;
using System.Text;
using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples;

/// <summary>
/// Writes serialized tf.Example messages, a map from feature names to lists of bytes, floats or integers; and tf.SequenceExample
/// messages, which have such a map as their context and another from feature names to steps.
/// </summary>
internal static class ExampleWriter
{
    private const int LengthDelimited = 2;
    private const int MaxValues = 1 << 16;
    private const int MostFree = 4;

    /// <summary>Writes one.</summary>
    public static byte[] Write(ExampleSpec spec, ColumnSampler values)
    {
        // Features of any length often belong together, such as the indices and the values of one sparse tensor: most examples give all the same.
        int? together = values.Dice.Next(4) == 0 ? null : values.Dice.Next(MostFree);
        var example = new List<byte>();
        Field(example, 1, Map(spec.Features, values, MayLack, (feature, to) => to.AddRange(Feature(feature, Count(feature, values, together), values))));
        if (spec.Sequences is { } sequences)
        {
            int? steps = values.Dice.Next(4) == 0 ? null : 1 + values.Dice.Next(MostFree);
            Field(example, 2, Map(sequences, values, f => f.HasDefault && values.Dice.Next(8) == 0, (feature, to) =>
            {
                for (int step = steps ?? values.Dice.Next(1 + MostFree); step > 0; step--)
                    Field(to, 1, Feature(feature, Count(feature, values, 1), values));
            }));
        }
        return [.. example];

        // Now and then an example lacks what it may lack.
        bool MayLack(ExampleFeature feature) => (feature.HasDefault || feature.Length is null) && values.Dice.Next(8) == 0;
    }

    private static List<byte> Map(
        IReadOnlyList<ExampleFeature> features, ColumnSampler values, Func<ExampleFeature, bool> lacks, Action<ExampleFeature, List<byte>> write)
    {
        var map = new List<byte>();
        foreach (ExampleFeature feature in features)
        {
            if (lacks(feature))
                continue;
            var content = new List<byte>();
            write(feature, content);
            var entry = new List<byte>();
            Field(entry, 1, Encoding.UTF8.GetBytes(feature.Name));
            Field(entry, 2, content);
            Field(map, 1, entry);
        }
        return map;
    }

    private static int Count(ExampleFeature feature, ColumnSampler values, int? together) =>
        (int)Math.Min(MaxValues, feature.Length ?? (long)feature.Stride * (together ?? values.Dice.Next(MostFree)));

    private static List<byte> Feature(ExampleFeature feature, int count, ColumnSampler sampler)
    {
        bool edge = sampler.Dice.Next(6) == 0;
        var values = new List<byte>();
        var list = new List<byte>();
        switch (feature.Type)
        {
            case DataType.String:
                for (int i = 0; i < count; i++)
                    Field(list, 1, sampler.Text(feature.Hints, sampler.Dice.Next(1000)));
                Field(values, 1, list);
                break;
            case DataType.Int64:
                foreach (long value in Integers(feature, count, edge, sampler))
                    Varint(list, (ulong)value);
                sampler.Spend(list.Count);
                Field(values, 3, Packed(list));
                break;
            default:
                byte[] bits = new byte[4];
                for (int i = 0; i < count; i++)
                {
                    BinaryPrimitives.WriteSingleLittleEndian(bits, (float)sampler.Number(feature.Hints, edge));
                    list.AddRange(bits);
                }
                sampler.Spend(list.Count);
                Field(values, 2, Packed(list));
                break;
        }
        return values;
    }

    /// <summary>
    /// Integers; of any number of them, each is there once and in order if the range allows, as they must be where they are the indices of a sparse tensor.
    /// </summary>
    private static List<long> Integers(ExampleFeature feature, int count, bool edge, ColumnSampler sampler)
    {
        var values = new List<long>(count);
        for (int tries = 0; values.Count < count; tries++)
        {
            long value = sampler.Integer(DataType.Int64, feature.Hints, edge && feature.Length is not null);
            if (feature.Length is not null || tries > MostFree * MostFree || !values.Contains(value))
                values.Add(value);
        }
        if (feature.Length is null)
            values.Sort();
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

using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Parsing;

/// <summary>A feature list: as many features a row as the row has, each with its values.</summary>
/// <param name="type">The type of the values.</param>
/// <param name="shape">The shape of one feature's values, of a dense list.</param>
internal sealed class SequenceFeature(DataType type, long[] shape)
{
    private readonly int _perFeature = FeatureSize.Of(shape);

    /// <summary>Writes a dense list, [rows, longest, ...], padded with zeros or empty strings, and how many features each row has.</summary>
    public void WriteDense(KernelContext context, SequenceFeatures rows, int list, bool maybeMissing, int output, int lengths, bool single)
    {
        Span<long> counts = single ? context.Allocate<long>(lengths) : context.Allocate<long>(lengths, rows.Count);
        int longest = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            if (!rows.Has(row, list) && !maybeMissing)
                throw KernelContext.Error($"{rows.Place(row, list)} is required but could not be found.");
            WireReader reader = rows.Features(row, list);
            int count = 0;
            while (rows.TryNext(ref reader, row, list, type, out FeatureList values))
            {
                count++;
                if ((values.Type == DataType.Invalid ? 0 : values.Count()) != _perFeature)
                    throw KernelContext.Error($"{rows.Place(row, list)}: a feature does not have {_perFeature} values of {type.Name()}");
            }
            longest = Math.Max(longest, count);
            counts[row] = count;
        }
        Span<long> sizes = stackalloc long[shape.Length + 2];
        (sizes[0], sizes[1]) = (rows.Count, longest);
        shape.CopyTo(sizes[2..]);
        sizes = single ? sizes[1..] : sizes;
        int perRow = checked(longest * _perFeature);
        if (type == DataType.String)
        {
            StringBuffer strings = context.AllocateStrings(output, sizes);
            for (int row = 0; row < rows.Count; row++)
            {
                int before = strings.Count;
                Read(rows, row, list, strings, [], []);
                while (strings.Count < before + perRow)
                    strings.Add([]);
            }
            return;
        }
        Span<float> floats = type == DataType.Float ? context.Allocate<float>(output, sizes) : [];
        Span<long> integers = type == DataType.Int64 ? context.Allocate<long>(output, sizes) : [];
        floats.Clear();
        integers.Clear();
        for (int row = 0; row < rows.Count; row++)
            Read(
                rows, row, list, null, floats.IsEmpty ? floats : floats.Slice(row * perRow, perRow),
                integers.IsEmpty ? integers : integers.Slice(row * perRow, perRow));
    }

    /// <summary>Writes a sparse tensor: [row, feature, position] of each value, the values, and the dense shape.</summary>
    public void WriteSparse(KernelContext context, SequenceFeatures rows, int list, int indices, int values, int sizes, bool single)
    {
        (int total, int longest, int widest, _) = Count(rows, list);
        int rank = single ? 2 : 3, at = 0;
        Span<long> places = context.Allocate<long>(indices, total, rank);
        for (int row = 0; row < rows.Count; row++)
        {
            WireReader reader = rows.Features(row, list);
            for (int feature = 0; rows.TryNext(ref reader, row, list, type, out FeatureList features); feature++)
            {
                int count = features.Type == DataType.Invalid ? 0 : features.Count();
                for (int i = 0; i < count; i++)
                {
                    if (!single)
                        places[at++] = row;
                    places[at++] = feature;
                    places[at++] = i;
                }
            }
        }
        WriteValues(context, rows, list, values, total);
        Span<long> shapes = context.Allocate<long>(sizes, rank);
        shapes[0] = rows.Count;
        (shapes[^2], shapes[^1]) = (longest, widest);
    }

    /// <summary>Writes a ragged tensor: the values, where each row's features end, and where each feature's values end.</summary>
    public void WriteRagged(KernelContext context, SequenceFeatures rows, int list, int values, int outer, int inner, bool single)
    {
        (int total, _, _, int features) = Count(rows, list);
        Value outerSplits = single ? context.Allocate(outer) : context.Allocate(outer, rows.Count + 1L), innerSplits = context.Allocate(inner, features + 1L);
        int feature = 0, end = 0;
        Set(innerSplits, 0, 0);
        for (int row = 0; row < rows.Count; row++)
        {
            Set(outerSplits, row, single ? 0 : feature);
            WireReader reader = rows.Features(row, list);
            while (rows.TryNext(ref reader, row, list, type, out FeatureList found))
            {
                end += found.Type == DataType.Invalid ? 0 : found.Count();
                Set(innerSplits, ++feature, end);
            }
        }
        if (!single)
            Set(outerSplits, rows.Count, feature);
        WriteValues(context, rows, list, values, total);
    }

    private static void Set(Value splits, int at, int value)
    {
        if (splits.Type == DataType.Int32)
            splits.Span<int>()[at] = value;
        else
            splits.Span<long>()[at] = value;
    }

    private (int Total, int Longest, int Widest, int Features) Count(SequenceFeatures rows, int list)
    {
        int total = 0, longest = 0, widest = 0, all = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            WireReader reader = rows.Features(row, list);
            int features = 0;
            while (rows.TryNext(ref reader, row, list, type, out FeatureList values))
            {
                int count = values.Type == DataType.Invalid ? 0 : values.Count();
                if (count < 0)
                    throw rows.Unreadable(row, list);
                total = checked(total + count);
                widest = Math.Max(widest, count);
                features++;
            }
            longest = Math.Max(longest, features);
            all = checked(all + features);
        }
        return (total, longest, widest, all);
    }

    private void WriteValues(KernelContext context, SequenceFeatures rows, int list, int output, int total)
    {
        StringBuffer? strings = type == DataType.String ? context.AllocateStrings(output, total) : null;
        Span<float> floats = type == DataType.Float ? context.Allocate<float>(output, total) : [];
        Span<long> integers = type == DataType.Int64 ? context.Allocate<long>(output, total) : [];
        for (int row = 0, at = 0; row < rows.Count; row++)
            at += Read(rows, row, list, strings, floats.IsEmpty ? floats : floats[at..], integers.IsEmpty ? integers : integers[at..]);
    }

    private int Read(SequenceFeatures rows, int row, int list, StringBuffer? strings, Span<float> floats, Span<long> integers)
    {
        WireReader reader = rows.Features(row, list);
        int at = 0;
        while (rows.TryNext(ref reader, row, list, type, out FeatureList values))
        {
            if (values.Type == DataType.Invalid)
                continue;
            int read = type switch
            {
                DataType.String => values.Strings(strings, int.MaxValue),
                DataType.Float => values.Floats(floats[at..]),
                _ => values.Integers(integers[at..]),
            };
            if (read < 0)
                throw rows.Unreadable(row, list);
            at += read;
        }
        return at;
    }
}

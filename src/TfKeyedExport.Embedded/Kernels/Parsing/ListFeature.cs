using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Parsing;

/// <summary>A feature of any number of values a row: comes out as a sparse or as a ragged tensor.</summary>
internal sealed class ListFeature(DataType type)
{
    /// <summary>Writes a sparse tensor: [row, position] of each value, the values, and the dense shape.</summary>
    public void WriteSparse(KernelContext context, ParsedRows rows, int feature, int indices, int values, int shape, bool single)
    {
        using var counts = new Scratch<int>(context, rows.Count);
        (int total, int longest) = Count(rows, feature, counts.Span);
        int rank = single ? 1 : 2;
        Span<long> places = context.Allocate<long>(indices, total, rank);
        int at = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            for (int i = 0; i < counts.Span[row]; i++)
            {
                if (!single)
                    places[at++] = row;
                places[at++] = i;
            }
        }
        Values(context, rows, feature, values, total, counts.Span);
        Span<long> sizes = context.Allocate<long>(shape, rank);
        sizes[0] = rows.Count;
        sizes[^1] = longest;
    }

    /// <summary>Writes a ragged tensor: the values, and where each row begins and ends.</summary>
    public void WriteRagged(KernelContext context, ParsedRows rows, int feature, int values, int splits, bool single)
    {
        using var counts = new Scratch<int>(context, rows.Count);
        (int total, _) = Count(rows, feature, counts.Span);
        Values(context, rows, feature, values, total, counts.Span);
        int length = single ? 0 : rows.Count + 1;
        if (context.OutputType(splits) == DataType.Int32)
            Splits(context.Allocate<int>(splits, length), counts.Span);
        else
            Splits(context.Allocate<long>(splits, length), counts.Span);
    }

    private static void Splits<T>(Span<T> splits, ReadOnlySpan<int> counts)
        where T : unmanaged, INumber<T>
    {
        T end = T.Zero;
        for (int i = 0; i < splits.Length; i++)
        {
            splits[i] = end;
            end += i < counts.Length ? T.CreateChecked(counts[i]) : T.Zero;
        }
    }

    private (int Total, int Longest) Count(ParsedRows rows, int feature, Span<int> counts)
    {
        int total = 0, longest = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            FeatureList list = rows.Values(row, feature, type);
            int count = list.Type == DataType.Invalid ? 0 : list.Count();
            if (count < 0)
                throw rows.Unreadable(row, feature);
            counts[row] = count;
            total = checked(total + count);
            longest = Math.Max(longest, count);
        }
        return (total, longest);
    }

    private void Values(KernelContext context, ParsedRows rows, int feature, int output, int total, ReadOnlySpan<int> counts)
    {
        int at = 0;
        switch (type)
        {
            case DataType.String:
                StringBuffer strings = context.AllocateStrings(output, total);
                for (int row = 0; row < counts.Length; row++)
                {
                    if (counts[row] > 0)
                        rows.Values(row, feature, type).Strings(strings, int.MaxValue);
                }
                break;
            case DataType.Float:
                Span<float> floats = context.Allocate<float>(output, total);
                for (int row = 0; row < counts.Length; row++)
                {
                    if (counts[row] > 0)
                        at += rows.Values(row, feature, type).Floats(floats[at..]);
                }
                break;
            default:
                Span<long> integers = context.Allocate<long>(output, total);
                for (int row = 0; row < counts.Length; row++)
                {
                    if (counts[row] > 0)
                        at += rows.Values(row, feature, type).Integers(integers[at..]);
                }
                break;
        }
    }
}

using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Judging;

/// <summary>Rows that are filled up to the width of the widest row of their batch, and are the same otherwise.</summary>
internal static class Padding
{
    /// <summary>Whether padding, by one value everywhere, explains all differences.</summary>
    public static bool ExplainsAll(IReadOnlyList<Deviation> deviations, int output)
    {
        byte[]? filler = null;
        return deviations.All(d => Explains(d.Answer.Outputs[output], d.Row, d.Expected, ref filler));
    }

    /// <summary>The shape of one row, as people read it.</summary>
    public static TensorShape RowShape(Tensor row) => new([.. row.Shape.Dimensions[1..]]);

    private static bool Explains(Tensor got, int row, Tensor expected, ref byte[]? filler)
    {
        int rank = got.Shape.Rank;
        bool isComparable = got.Type == expected.Type && rank == expected.Shape.Rank;
        if (!isComparable || rank < 2 || got.SameRowShape(expected))
            return false;
        int[] position = new int[rank];
        int length = got.RowLength();
        for (int i = 0; i < length; i++)
        {
            int rest = i;
            int? inExpected = 0;
            for (int d = rank - 1; d > 0; d--)
                rest = Math.DivRem(rest, (int)got.Shape[d], out position[d]);
            for (int d = 1; d < rank && inExpected is not null; d++)
                inExpected = position[d] < expected.Shape[d] ? (inExpected * (int)expected.Shape[d]) + position[d] : null;
            ReadOnlySpan<byte> element = Element(got, (row * length) + i);
            if (inExpected is { } at)
            {
                if (!element.SequenceEqual(Element(expected, at)))
                    return false;
            }
            else if (filler is null)
            {
                filler = element.ToArray();
            }
            else if (!element.SequenceEqual(filler))
            {
                return false;
            }
        }
        // What the row has alone must all be there.
        return Enumerable.Range(1, rank - 1).All(d => got.Shape[d] >= expected.Shape[d]);
    }

    private static ReadOnlySpan<byte> Element(Tensor tensor, int index)
    {
        if (tensor.Type == DataType.String)
            return tensor.Strings[index];
        int size = tensor.Type.Size();
        return tensor.Bytes.Span.Slice(index * size, size);
    }
}

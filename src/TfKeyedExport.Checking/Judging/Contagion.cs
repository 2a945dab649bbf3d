using System.Text;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Judging;

/// <summary>
/// Answers that are no numbers because another row of the batch is none, or infinite: zero times infinity is NaN, so that a product with rows of zeros and
/// ones, which picks rows out exactly as long as all are finite, gives NaN then. That is told, and is not called mixing: no client gets a value of another row.
/// </summary>
internal static class Contagion
{
    /// <summary>Whether all elements in which two answers differ are no numbers, beside a row that may explain it.</summary>
    public static bool Explains(Answer answer, int output, int row, Tensor expected)
    {
        Tensor got = answer.Outputs[output];
        if (!answer.HasBoundless || got.Type != expected.Type || !got.SameRowShape(expected))
            return false;
        int length = got.RowLength();
        return Enumerable.Range(0, length).All(i => IsNoNumber(got, (row * length) + i) || AreSame(got, (row * length) + i, expected, i));
    }

    // What a cast makes of NaN is the least whole number; AsString writes it out.
    private static bool IsNoNumber(Tensor tensor, int element)
    {
        if (tensor.Type == DataType.String)
            return Encoding.Latin1.GetString(tensor.Strings[element]).Contains("nan", StringComparison.OrdinalIgnoreCase);
        int parts = Numbers.PartsPerElement(tensor.Type);
        if (parts > 0)
            return Enumerable.Range(0, parts).Any(p => double.IsNaN(Numbers.At(tensor, (element * parts) + p)));
        return tensor.Type is DataType.Int32 or DataType.Int64 && Numbers.Any(tensor, element) is (double)int.MinValue or (double)long.MinValue;
    }

    private static bool AreSame(Tensor left, int leftElement, Tensor right, int rightElement)
    {
        if (left.Type == DataType.String)
            return left.Strings[leftElement].SequenceEqual(right.Strings[rightElement]);
        int size = left.Type.Size();
        return left.Bytes.Span.Slice(leftElement * size, size).SequenceEqual(right.Bytes.Span.Slice(rightElement * size, size));
    }
}

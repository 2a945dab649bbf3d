namespace TfKeyedExport.Tensors.Rows;

/// <summary>Whether two rows are the same answer, bit for bit. What is no number is one answer whatever its payload, which no client reads.</summary>
internal static class RowEquality
{
    /// <summary>Whether two rows have the same type, shape and bits.</summary>
    public static bool Same(Tensor left, int leftRow, Tensor right, int rightRow)
    {
        if (left.RowBitEquals(leftRow, right, rightRow))
            return true;
        int parts = Numbers.PartsPerElement(left.Type);
        if (parts == 0 || left.Type != right.Type || !left.SameRowShape(right))
            return false;
        int length = left.RowLength() * parts;
        for (int i = 0; i < length; i++)
        {
            double a = Numbers.At(left, (leftRow * length) + i), b = Numbers.At(right, (rightRow * length) + i);
            // Zeros of both signs are equal as numbers, and two answers.
            if (BitConverter.DoubleToInt64Bits(a) != BitConverter.DoubleToInt64Bits(b) && !(double.IsNaN(a) && double.IsNaN(b)))
                return false;
        }
        return true;
    }

    /// <summary>Whether two answers are the same in every row, or, without rows, as a whole.</summary>
    public static bool Same(Tensor left, Tensor right) => Difference(left, right) is null;

    /// <summary>The first row in which two answers differ; -1 if they differ as a whole, in shape or without rows; null if they are the same.</summary>
    public static int? Difference(Tensor left, Tensor right)
    {
        if (left.Shape != right.Shape)
            return -1;
        if (left.Shape.Rank == 0)
            return left.BitEquals(right) ? null : -1;
        int row = Enumerable.Range(0, (int)left.Shape[0]).FirstOrDefault(i => !Same(left, i, right, i), -1);
        return row < 0 ? null : row;
    }
}

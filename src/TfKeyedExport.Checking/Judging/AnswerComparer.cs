using TfKeyedExport.Checking.Rows;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Judging;

/// <summary>Decides whether two rows of one output are the same answer.</summary>
/// <remarks>
/// Floating-point numbers may differ by a few units in the last place, because engines use other kernels for other batch sizes, and these add in
/// another order: two numbers are the same if they differ by at most the tolerance times the largest of both, the median size of that column in
/// the sample, and the median size of the row: where large terms cancel, what is left keeps their error. Everything else must be equal bit for bit. NaN equals NaN.
/// </remarks>
internal sealed class AnswerComparer
{
    private readonly double _tolerance;
    private readonly double[] _scales;

    /// <param name="sample">An answer with many rows, from which the usual size of each column is taken.</param>
    public AnswerComparer(Tensor sample)
    {
        _tolerance = Tolerance(sample.Type);
        _scales = Numbers.PartsPerElement(sample.Type) == 0 ? [] : Scales(sample);
    }

    /// <summary>The relative tolerance for a type; 0 where bits must be equal.</summary>
    public static double Tolerance(DataType type) => type switch
    {
        DataType.Float or DataType.Double or DataType.Complex64 or DataType.Complex128 => 2e-5,
        DataType.Half => 4e-3,
        DataType.Bfloat16 => 3e-2,
        _ => 0,
    };

    public bool Same(Tensor left, int leftRow, Tensor right, int rightRow)
    {
        int parts = Numbers.PartsPerElement(left.Type);
        if (parts == 0 || left.Type != right.Type || !left.SameRowShape(right))
            return left.RowBitEquals(leftRow, right, rightRow);
        if (left.RowBitEquals(leftRow, right, rightRow))
            return true;
        int length = left.RowLength() * parts;
        double rowScale = Median(Enumerable.Range(leftRow * length, length).Select(i => Math.Abs(Numbers.At(left, i))));
        for (int i = 0; i < length; i++)
        {
            if (!Same(Numbers.At(left, (leftRow * length) + i), Numbers.At(right, (rightRow * length) + i), i, rowScale))
                return false;
        }
        return true;
    }

    private bool Same(double left, double right, int column, double rowScale)
    {
        if (left.Equals(right) || left == right)
            return true;
        double scale = Math.Max(rowScale, column < _scales.Length ? _scales[column] : 0);
        double size = Math.Max(Math.Max(Math.Abs(left), Math.Abs(right)), scale);
        return double.IsFinite(size) && Math.Abs(left - right) <= _tolerance * size;
    }

    private static double[] Scales(Tensor sample)
    {
        int rows = sample.Shape.Rank == 0 ? 0 : (int)sample.Shape[0];
        if (rows == 0)
            return [];
        int length = sample.RowLength() * Numbers.PartsPerElement(sample.Type);
        var scales = new double[length];
        for (int column = 0; column < length; column++)
        {
            int first = column;
            scales[column] = Median(Enumerable.Range(0, rows).Select(row => Math.Abs(Numbers.At(sample, (row * length) + first))));
        }
        return scales;
    }

    private static double Median(IEnumerable<double> sizes)
    {
        double[] finite = [.. sizes.Where(double.IsFinite).Order()];
        return finite.Length == 0 ? 0 : finite[finite.Length / 2];
    }
}

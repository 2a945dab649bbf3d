using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Judging;

/// <summary>How far apart two computations of one output may end that differ in nothing but the order of their additions.</summary>
/// <remarks>
/// A sum of n terms is off by at most n roundings of its terms' size. So the bound of an element is the precision of its type, times the length of the
/// computation's sums, times the largest value that its column took: of its column, not of its row, where a score may stand beside an id. Where large
/// terms cancel, what is left is off by more than its own size tells: there the difference between two engines, measured on rows alone, sets the bound.
/// </remarks>
internal sealed class Precision
{
    /// <summary>The least length that is assumed of a computation: functions of elements are rounded too.</summary>
    public const int LeastLength = 16;

    // Rounding of another batch size may be this much larger than what was measured between engines on some rows.
    private const double OverMeasured = 16;

    private readonly double[] _bounds;

    /// <param name="sample">The output's answers to rows.</param>
    /// <param name="length">How many terms the computation's longest sums have together.</param>
    public Precision(IReadOnlyList<Tensor> sample, long length)
    {
        FloatShare = Share(DataType.Float, LeastLength + length);
        _bounds = sample.Count == 0 ? [] : Bounds(sample, LeastLength + length);
    }

    /// <summary>By how much of their size numbers may be off that the same computation ends with in float32, however they are shown.</summary>
    public double FloatShare { get; }

    /// <summary>The distance of one from the next larger number of a type, relative to it; 0 where there is no rounding.</summary>
    public static double Unit(DataType type) => type switch
    {
        DataType.Half => Math.ScaleB(1, -10),
        DataType.Bfloat16 => Math.ScaleB(1, -7),
        DataType.Float or DataType.Complex64 => Math.ScaleB(1, -23),
        // What texts spell are mostly numbers of that type.
        DataType.String => Math.ScaleB(1, -23),
        DataType.Double or DataType.Complex128 => Math.ScaleB(1, -52),
        _ => 0,
    };

    /// <summary>Whether two rows differ in the last places of their numbers only, as threads make them that add in another order each time.</summary>
    public static bool IsLastPlaces(Tensor left, int leftRow, Tensor right, int rightRow)
    {
        const double Places = 4;
        int parts = Numbers.PartsPerElement(left.Type);
        if (parts == 0 || left.Type != right.Type || !left.SameRowShape(right))
            return false;
        int length = left.RowLength() * parts;
        return Enumerable.Range(0, length).All(i =>
        {
            double a = Numbers.At(left, (leftRow * length) + i), b = Numbers.At(right, (rightRow * length) + i);
            return a.Equals(b) || Math.Abs(a - b) <= Places * Unit(left.Type) * Math.Max(Math.Abs(a), Math.Abs(b));
        });
    }

    /// <summary>Takes into account how far another engine's answer to a row is from this one's.</summary>
    public void Measure(Tensor mine, Tensor other)
    {
        int parts = Parts(mine.Type);
        if (parts == 0 || mine.Type != other.Type || mine.Shape != other.Shape)
            return;
        int length = mine.RowLength() * parts;
        for (int i = 0; i < Math.Min(length, _bounds.Length); i++)
        {
            double distance = Math.Abs(At(mine, i) - At(other, i));
            if (double.IsFinite(distance))
                _bounds[i] = Math.Max(_bounds[i], OverMeasured * distance);
        }
    }

    /// <summary>Whether rounding can explain the difference of two rows.</summary>
    public bool Covers(Tensor left, int leftRow, Tensor right, int rightRow) => Distance(left, leftRow, right, rightRow) <= 1;

    /// <summary>How far two rows are from each other, in parts of what rounding can explain at most; infinite if they cannot be compared so.</summary>
    public double Distance(Tensor left, int leftRow, Tensor right, int rightRow)
    {
        int parts = Parts(left.Type);
        if (parts == 0 || left.Type != right.Type || !left.SameRowShape(right))
            return double.PositiveInfinity;
        int length = left.RowLength() * parts;
        double farthest = 0;
        for (int i = 0; i < length; i++)
        {
            double a = At(left, (leftRow * length) + i), b = At(right, (rightRow * length) + i);
            bool isSame = left.Type == DataType.String
                ? left.Strings[(leftRow * length) + i].SequenceEqual(right.Strings[(rightRow * length) + i])
                : a.Equals(b) || a == b;
            if (isSame)
                continue;
            // Rows of another width than the sample's have their own size only.
            // Whole numbers in texts are exact: they come as NaN, which nothing covers.
            double bound = i < _bounds.Length ? _bounds[i] : Unit(left.Type) * LeastLength * Math.Max(Math.Abs(a), Math.Abs(b));
            double distance = Math.Abs(a - b);
            if (!(distance <= bound))
                return double.PositiveInfinity;
            farthest = Math.Max(farthest, distance / bound);
        }
        return farthest;
    }

    // Whole numbers may come of rounded ones. They have no rounding of their own: all that they may differ by is measured.
    private static int Parts(DataType type) => Numbers.PartsPerElement(type) is > 0 and int parts ? parts : type.IsInteger() || type == DataType.String ? 1 : 0;

    private static double At(Tensor tensor, int index) =>
        tensor.Type == DataType.String ? SpelledNumbers.At(tensor, index)
        : Numbers.PartsPerElement(tensor.Type) > 0 ? Numbers.At(tensor, index)
        : Numbers.Any(tensor, index) ?? 0;

    // An element of more than so many roundings is no longer a number of its type.
    private static double Share(DataType type, long length) => Math.Min(0.05, Unit(type) * length);

    private static double[] Bounds(IReadOnlyList<Tensor> sample, long length)
    {
        DataType type = sample[0].Type;
        int parts = Parts(type);
        double share = Share(type, length);
        var bounds = new double[parts == 0 ? 0 : sample.Max(s => s.RowLength()) * parts];
        foreach (Tensor answer in sample)
        {
            int width = answer.RowLength() * parts;
            for (int i = 0; i < answer.Shape[0] * width; i++)
            {
                double size = Math.Abs(At(answer, i));
                if (double.IsFinite(size))
                    bounds[i % width] = Math.Max(bounds[i % width], share * size);
            }
        }
        return ByColumn(bounds, sample[0].Shape.Rank > 2 ? (int)sample[0].Shape[sample[0].Shape.Rank - 1] * parts : 0);
    }

    // What stands in one place of the last axis is one column, at whatever step or pixel: few rows may reach the last ones, and with small values only.
    private static double[] ByColumn(double[] bounds, int columns)
    {
        if (columns == 0 || bounds.Length % columns != 0)
            return bounds;
        for (int column = 0; column < columns; column++)
        {
            double largest = 0;
            for (int i = column; i < bounds.Length; i += columns)
                largest = Math.Max(largest, bounds[i]);
            for (int i = column; i < bounds.Length; i += columns)
                bounds[i] = largest;
        }
        return bounds;
    }
}

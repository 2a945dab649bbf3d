using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Judging;

/// <summary>Whether whole numbers and texts that come of rounded numbers are as near as rounding leaves them, element by element.</summary>
internal static class NearElements
{
    /// <summary>Whether each element of two rows is the same, or near the other, or one of both is a third answer's.</summary>
    /// <param name="left">The one row's tensor.</param>
    /// <param name="leftRow">The row.</param>
    /// <param name="right">The other row's, of the same type and row's shape.</param>
    /// <param name="rightRow">The row.</param>
    /// <param name="share">By how much of its size a number may be off: of a large one, made of float32, more than the last digit is rounded.</param>
    /// <param name="third">What another engine gives, in its first row; null if there is none.</param>
    public static bool All(Tensor left, int leftRow, Tensor right, int rightRow, double share, Tensor? third)
    {
        int length = left.RowLength();
        for (int i = 0; i < length; i++)
        {
            int a = (leftRow * length) + i, b = (rightRow * length) + i;
            bool isNear = left.Type == DataType.String
                ? SpelledNumbers.AreNear(left.Strings[a], right.Strings[b], share, isTold: third is not null)
                : AreNear(Numbers.Any(left, a), Numbers.Any(right, b), left.Type, share);
            bool isThird = third is not null && (AreSame(third, i, left, a) || AreSame(third, i, right, b));
            if (!isNear && !isThird)
                return false;
        }
        return true;
    }

    /// <summary>Whether two rows are texts that are the same but for the numbers in them, however far those are apart.</summary>
    public static bool DifferInNumbersOnly(Tensor left, int leftRow, Tensor right, int rightRow)
    {
        if (left.Type != DataType.String || !left.SameRowShape(right))
            return false;
        int length = left.RowLength();
        return Enumerable.Range(0, length).All(i =>
            SpelledNumbers.AreNear(left.Strings[(leftRow * length) + i], right.Strings[(rightRow * length) + i], double.PositiveInfinity, isTold: false));
    }

    private static bool AreNear(double? a, double? b, DataType type, double share)
    {
        if (a is not { } x || b is not { } y)
            return false;
        double size = Math.Max(Math.Abs(x), Math.Abs(y));
        bool isNextStep = type.IsInteger() && Math.Abs(x - y) <= Math.Max(1, share * size);
        return x.Equals(y) || isNextStep;
    }

    private static bool AreSame(Tensor left, int leftIndex, Tensor right, int rightIndex) => left.Type == DataType.String
        ? left.Strings[leftIndex].SequenceEqual(right.Strings[rightIndex])
        : Numbers.Any(left, leftIndex) is { } a && Numbers.Any(right, rightIndex) is { } b && a.Equals(b);
}

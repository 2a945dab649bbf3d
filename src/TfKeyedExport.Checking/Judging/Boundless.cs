using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Judging;

/// <summary>Rows with values that are no numbers, or so large that what is computed of them may be infinite.</summary>
internal static class Boundless
{
    // The exponential function of what is larger is infinite.
    private const double Largest = 80;

    /// <summary>Whether any row has some.</summary>
    public static bool IsIn(Pool pool)
    {
        foreach (Tensor column in pool.Columns)
        {
            int parts = Numbers.PartsPerElement(column.Type);
            for (int i = 0; i < column.Count * parts; i++)
            {
                if (!(Math.Abs(Numbers.At(column, i)) <= Largest))
                    return true;
            }
        }
        return false;
    }
}

using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Embedded.Numerics.Random;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Random;

/// <summary><c>Multinomial</c> and <c>StatelessMultinomial</c>: draws classes by the logarithms of their odds, some for each row.</summary>
/// <param name="generator">The generator that the node keeps; null if the seed is an input.</param>
internal sealed class CategoricalKernel(SeededGenerator? generator) : Kernel
{
    // TensorFlow rounds the draws of a row up to whole steps of four, and counts each twice: it takes two numbers.
    private const int DrawsPerGroup = 4;
    private const ulong NumbersPerDraw = 2;

    public override void Run(KernelContext context)
    {
        Value odds = context.Input(0);
        if (odds.Rank != 2)
            throw context.ShapeError(0, "it must be a matrix: a row of logarithms of odds for each row of draws");
        if (context.Input(1).Rank != 0)
            throw context.ShapeError(1, "the number of draws must be a scalar");
        long draws = context.Integer(1);
        if (draws < 0)
            throw KernelContext.Error($"{draws} draws of each row are asked for");
        int rows = odds.Dim(0), classes = odds.Dim(1);
        if (classes == 0)
            throw context.ShapeError(0, "there is no class to draw");
        Value output = context.Allocate(0, rows, draws);
        if (output.Count == 0)
            return;
        ulong groups = ((ulong)draws + DrawsPerGroup - 1) / DrawsPerGroup * DrawsPerGroup;
        var numbers = new PhiloxNumbers(
            generator?.Reserve((ulong)rows * groups * NumbersPerDraw * SeededGenerator.StepsPerElement) ?? StatelessKernel.Generator(context, 2));
        using var sums = new Scratch<double>(context, classes);
        for (int row = 0; row < rows; row++)
        {
            CallWatch.ThrowIfOver();
            double total = odds.Type == DataType.Double
                ? Accumulate(odds.Span<double>().Slice(row * classes, classes), sums.Span)
                : Accumulate(odds.Span<float>().Slice(row * classes, classes), sums.Span);
            for (int i = row * (int)draws; i < (row + 1) * (int)draws; i++)
            {
                int drawn = FirstAbove(sums.Span, numbers.NextDouble() * total);
                if (output.Type == DataType.Int32)
                    output.Span<int>()[i] = drawn;
                else
                    output.Span<long>()[i] = drawn;
            }
        }
    }

    // Odds of the classes up to each one, in proportion to the likeliest; what is not finite adds nothing.
    private static double Accumulate<T>(ReadOnlySpan<T> logarithms, Span<double> sums)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>, System.Numerics.IMinMaxValue<T>
    {
        T most = T.MinValue;
        foreach (T logarithm in logarithms)
            most = T.IsFinite(logarithm) && logarithm > most ? logarithm : most;
        double total = 0, largest = double.CreateChecked(most);
        for (int i = 0; i < sums.Length; i++)
        {
            if (T.IsFinite(logarithms[i]))
                total += Math.Exp(double.CreateChecked(logarithms[i]) - largest);
            sums[i] = total;
        }
        return total;
    }

    // As in TensorFlow, the number of classes where no class has odds at all.
    private static int FirstAbove(ReadOnlySpan<double> sums, double wanted)
    {
        int low = 0, high = sums.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = sums[middle] > wanted ? (low, middle) : (middle + 1, high);
        }
        return low;
    }
}

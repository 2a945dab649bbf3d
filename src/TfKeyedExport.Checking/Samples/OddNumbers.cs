using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Odd numbers for an input: those that the model compares with, on them and on both sides of them, and those at the edges of their type.</summary>
internal static class OddNumbers
{
    // Values that say how large something is made, or how often a loop goes round.
    private const double LargestSize = 1000;

    // The exponential function of what is larger is infinite.
    private const double Bounded = 80;

    private const int Mixtures = 16;

    private static readonly double[] Floats =
    [
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1000, -1000, 1e-40, -0.0, 0, 1e6, -1e6, 1e30, -1e30, 1e-30, 3e38, 1e9,
    ];

    private static readonly double[] Integers = [-1, 0, 1, 10, 100, 1000, 12345, 1e6, 1e9, int.MaxValue, int.MinValue, 1e15, long.MaxValue, long.MinValue];

    /// <summary>The recipes for an input of a type.</summary>
    /// <param name="type">The type; not a string.</param>
    /// <param name="hints">What the graph tells of the input.</param>
    /// <param name="focus">Numbers to try first.</param>
    public static IEnumerable<OddRecipe> Recipes(DataType type, InputHints hints, IReadOnlyList<double> focus)
    {
        double[] compared = [.. focus.Concat(hints.Compared).Concat(hints.Boundaries.Take(16)).Concat(hints.Moduli.Select(m => (double)m)).Distinct()
            .Where(n => !hints.IsSize || Math.Abs(n) <= LargestSize)];
        // Where several conditions must hold at once, each of its own element.
        for (int i = 0; i < (compared.Length > 1 ? Mixtures : 0); i++)
            yield return new OddRecipe(0, (row, dice) => OddElements.Changed(row, -1, _ => Beside(compared[dice.Next(compared.Length)], dice)));
        foreach (double number in compared)
        {
            foreach (OddRecipe recipe in Around(type, number))
                yield return recipe;
        }
        foreach (double number in type.IsFloating() || type is DataType.Complex64 or DataType.Complex128 ? Floats : Integers)
        {
            if (hints.IsSize && !(Math.Abs(number) <= LargestSize))
                continue;
            if (!type.IsFloating() && type.IsInteger() && !Holds(type, number))
                continue;
            bool isBoundless = type.IsFloating() && !(Math.Abs(number) <= Bounded);
            bool isNoNumber = !double.IsFinite(number);
            var one = new OddRecipe(1, (row, dice) => OddElements.With(row, Place(row, dice), number)) { IsBoundless = isBoundless, IsNoNumber = isNoNumber };
            yield return one;
            yield return one with { Urgency = 2, Change = (row, _) => OddElements.With(row, -1, number) };
        }
    }

    private static double Beside(double number, Dice dice) => number + ((dice.Next(3) - 1) * Beyond(number));

    private static double Beyond(double number) => Math.Max(1, Math.Abs(number) * 0.01);

    private static IEnumerable<OddRecipe> Around(DataType type, double number)
    {
        double beyond = Beyond(number);
        yield return new OddRecipe(0, (row, _) => OddElements.With(row, -1, number + beyond));
        yield return new OddRecipe(0, (row, _) => OddElements.With(row, -1, number));
        yield return new OddRecipe(0, (row, _) => OddElements.With(row, -1, number - beyond));
        yield return new OddRecipe(0, (row, dice) => OddElements.With(row, Place(row, dice), number));
        yield return new OddRecipe(0, (row, dice) => OddElements.With(row, Place(row, dice), number + beyond));
        yield return new OddRecipe(0, (row, dice) => OddElements.With(row, Place(row, dice), number - beyond));
        if (!type.IsFloating())
            yield break;
        yield return new OddRecipe(0, (row, _) => OddElements.Beside(row, -1, number, 1));
        yield return new OddRecipe(0, (row, _) => OddElements.Beside(row, -1, number, -1));
        // Of a sum over the row, each element has its share.
        yield return new OddRecipe(1, (row, _) => OddElements.With(row, -1, (number + beyond) / Math.Max(1, row.Count)));
    }

    private static bool Holds(DataType type, double number)
    {
        (long least, long most) = NumberSampler.Limits(type);
        return number >= least && number <= most;
    }

    private static int Place(Tensor row, Dice dice) => row.Count == 0 ? -1 : dice.Next(row.Count);
}

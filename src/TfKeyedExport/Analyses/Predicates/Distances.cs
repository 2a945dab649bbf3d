using TfKeyedExport.Tensors;

namespace TfKeyedExport.Analyses.Predicates;

/// <summary>How far each element of a tensor is from what is wanted of it: 0 if it is there.</summary>
/// <param name="Shape">The tensor's sizes.</param>
/// <param name="Values">Numbers of at least 0, in the tensor's order; infinity where no number tells.</param>
internal sealed record Distances(int[] Shape, double[] Values)
{
    // Beyond it, whoever searches has other troubles.
    private const long MostElements = 1 << 22;

    /// <summary>The least of all; infinity if there are no elements.</summary>
    public double Least => Values.Length == 0 ? double.PositiveInfinity : Values.Min();

    /// <summary>Of each element that the tensor has.</summary>
    public static Distances Of(Tensor tensor, Func<double, double> distance)
    {
        double[] values = new double[tensor.Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = Told(Numbers.Any(tensor, i) is { } number ? distance(number) : double.NaN);
        return new Distances(Sizes(tensor), values);
    }

    /// <summary>Of each pair of elements of two tensors; null if they have no shape in common.</summary>
    public static Distances? Of(Tensor left, Tensor right, Func<double, double, double> distance) => Pairs(
        Sizes(left), Sizes(right),
        (l, r) => Numbers.Any(left, l) is { } one && Numbers.Any(right, r) is { } other ? distance(one, other) : double.NaN);

    /// <summary>Both together; null if they have no shape in common, also not when only their rows are looked at.</summary>
    public static Distances? Of(Distances left, Distances right, Func<double, double, double> combine) =>
        Pairs(left.Shape, right.Shape, (l, r) => combine(left.Values[l], right.Values[r]))
        ?? (left.ByRow(Enumerable.Min), right.ByRow(Enumerable.Min)) switch
        {
            var (l, r) => Pairs(l.Shape, r.Shape, (i, j) => combine(l.Values[i], r.Values[j])),
        };

    /// <summary>One number for each row.</summary>
    /// <param name="reduce">How to make it of the row's numbers.</param>
    public Distances ByRow(Func<IEnumerable<double>, double> reduce)
    {
        if (Shape.Length <= 1 || Shape[0] == 0)
            return this;
        int each = Values.Length / Shape[0];
        return new Distances([Shape[0]],
            [.. Enumerable.Range(0, Shape[0]).Select(i => each == 0 ? double.PositiveInfinity : reduce(Values.Skip(i * each).Take(each)))]);
    }

    private static int[] Sizes(Tensor tensor) => [.. tensor.Shape.Dimensions.ToArray().Select(d => (int)d)];

    private static double Told(double distance) => double.IsNaN(distance) ? double.PositiveInfinity : distance;

    private static Distances? Pairs(int[] left, int[] right, Func<int, int, double> pair)
    {
        int rank = Math.Max(left.Length, right.Length);
        int[] shape = new int[rank], leftSteps = new int[rank], rightSteps = new int[rank];
        long count = 1;
        for (int i = rank - 1, l = 1, r = 1; i >= 0; i--)
        {
            int one = Size(left, i, rank), other = Size(right, i, rank);
            if (one != other && one != 1 && other != 1)
                return null;
            shape[i] = one == 1 ? other : one;
            (leftSteps[i], rightSteps[i]) = (one == 1 ? 0 : l, other == 1 ? 0 : r);
            (l, r) = (l * one, r * other);
            if ((count *= shape[i]) > MostElements)
                return null;
        }
        double[] values = new double[count];
        for (int i = 0; i < values.Length; i++)
        {
            int l = 0, r = 0;
            for (int d = rank - 1, rest = i; d >= 0; rest /= shape[d], d--)
                (l, r) = (l + (rest % shape[d] * leftSteps[d]), r + (rest % shape[d] * rightSteps[d]));
            values[i] = Told(pair(l, r));
        }
        return new Distances(shape, values);
    }

    private static int Size(int[] shape, int axis, int rank) => axis < rank - shape.Length ? 1 : shape[axis - (rank - shape.Length)];
}

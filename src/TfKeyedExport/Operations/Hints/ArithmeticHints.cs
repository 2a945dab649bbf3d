namespace TfKeyedExport.Operations.Hints;

/// <summary>The rules of arithmetic that can be undone: with constants.</summary>
internal static class ArithmeticHints
{
    public static void Negated(HintRequest request) => Map(request, 0, t => t.Times(-1));

    public static void ClippedBelow(HintRequest request) => Map(request, 0, t => t.ClippedBelow());

    public static void Clipped(HintRequest request) => Map(request, 0, t => t.ClippedBelow().ClippedAbove());

    public static void Maximum(HintRequest request) => Extreme(request, t => t.ClippedBelow());

    public static void Minimum(HintRequest request) => Extreme(request, t => t.ClippedAbove());

    public static void Sum(HintRequest request)
    {
        if (Operands(request) is var (input, least, most))
            Map(request, input, t => t.Plus(least, most));
    }

    public static void Difference(HintRequest request)
    {
        if (Operands(request) is not var (input, least, most))
            return;
        if (input == 0)
            Map(request, 0, t => t.Plus(-most, -least));
        else
            Map(request, 1, t => t.Times(-1)?.Plus(least, most));
    }

    public static void Product(HintRequest request)
    {
        if (Operands(request) is var (input, least, most) && least == most)
            Map(request, input, t => t.Times(least));
    }

    public static void Quotient(HintRequest request)
    {
        if (Divisor(request) is { } divisor)
            Map(request, 0, t => t.Times(1 / divisor));
    }

    public static void Remainder(HintRequest request)
    {
        if (Divisor(request) is { } divisor)
            Map(request, 0, t => t.Modulo(divisor));
    }

    // Beside something that is not known, one of both is passed on.
    private static void Extreme(HintRequest request, Func<Trail, Trail?> clip)
    {
        if (Operands(request) is var (input, _, _))
            Map(request, input, clip);
        else
            request.Set(0, [.. request.Trails(0), .. request.Trails(1)]);
    }

    private static double? Divisor(HintRequest request) => Operands(request) is (0, var least, var most) && least == most && least != 0 ? least : null;

    // The input whose elements are followed, and the least and greatest number of the other one; null if they are not known.
    private static (int Input, double Least, double Most)? Operands(HintRequest request)
    {
        int input = request.Trails(0).Count > 0 ? 0 : 1;
        return request.Numbers(1 - input) is { } numbers ? (input, numbers.Min(), numbers.Max()) : null;
    }

    private static void Map(HintRequest request, int input, Func<Trail, Trail?> change) =>
        request.Set(0, [.. request.Trails(input).Select(change).OfType<Trail>()]);
}

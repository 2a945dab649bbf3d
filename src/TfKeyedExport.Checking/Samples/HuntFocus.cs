using System.Globalization;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Where to look first: what stood in the way of a proof names the inputs, sizes and constants that decide there.</summary>
/// <param name="Inputs">Inputs, by name.</param>
/// <param name="Numbers">Numbers that values are compared with.</param>
internal sealed record HuntFocus(IReadOnlyList<string> Inputs, IReadOnlyList<double> Numbers)
{
    private const int MostTold = 3;
    private const int LargestSize = 4096;

    /// <summary>Those of the numbers that may be numbers of rows.</summary>
    public IEnumerable<long> Sizes => Numbers.Where(n => n is >= 2 and <= LargestSize && n == Math.Floor(n)).Select(n => (long)n);

    /// <summary>Whether anything is not proved.</summary>
    public bool HasDoubts { get; init; }

    /// <summary>Nothing comes first.</summary>
    public static HuntFocus None { get; } = new([], []);

    /// <summary>What comes first, to be told; empty if nothing does.</summary>
    public override string ToString() => Inputs.Count + Numbers.Count == 0 ? "" : string.Join(", ", [
        .. Inputs.Take(MostTold), .. Inputs.Count > MostTold ? (string[])[$"{Inputs.Count - MostTold} more inputs"] : [],
        .. Numbers.Take(MostTold).Select(Told),
    ]);

    // Most constants are float32: as people wrote them.
    private static string Told(double number) =>
        (float)number == number ? ((float)number).ToString(CultureInfo.InvariantCulture) : number.ToString(CultureInfo.InvariantCulture);
}

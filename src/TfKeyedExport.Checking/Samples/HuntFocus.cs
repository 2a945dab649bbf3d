using System.Globalization;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Where to look first: what stood in the way of a proof names the inputs, sizes and constants that decide there.</summary>
/// <param name="Inputs">Inputs, by name.</param>
/// <param name="Sizes">Numbers of rows.</param>
/// <param name="Numbers">Numbers that values are compared with.</param>
internal sealed record HuntFocus(IReadOnlyList<string> Inputs, IReadOnlyList<long> Sizes, IReadOnlyList<double> Numbers)
{
    private const int MostTold = 3;

    /// <summary>Whether anything is not proved.</summary>
    public bool HasDoubts { get; init; }

    /// <summary>Nothing comes first.</summary>
    public static HuntFocus None { get; } = new([], [], []);

    /// <summary>What comes first, to be told; empty if nothing does.</summary>
    public override string ToString() => Inputs.Count + Numbers.Count == 0 ? "" : string.Join(", ", [
        .. Inputs.Take(MostTold), .. Inputs.Count > MostTold ? (string[])[$"{Inputs.Count - MostTold} more inputs"] : [],
        .. Numbers.Take(MostTold).Select(n => n.ToString(CultureInfo.InvariantCulture)),
    ]);
}

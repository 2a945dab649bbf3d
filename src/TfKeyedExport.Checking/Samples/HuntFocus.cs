namespace TfKeyedExport.Checking.Samples;

/// <summary>Where to look first: what stood in the way of a proof names the inputs, sizes and constants that decide there.</summary>
/// <param name="Inputs">Inputs, by name.</param>
/// <param name="Sizes">Numbers of rows.</param>
/// <param name="Numbers">Numbers that values are compared with.</param>
internal sealed record HuntFocus(IReadOnlyList<string> Inputs, IReadOnlyList<long> Sizes, IReadOnlyList<double> Numbers)
{
    /// <summary>Nothing comes first.</summary>
    public static HuntFocus None { get; } = new([], [], []);
}

namespace TfKeyedExport.Operations.Hints;

/// <summary>The rules of operations whose outputs hold elements of their inputs as they were.</summary>
internal static class PassHints
{
    /// <summary>Every output holds the elements of the input of its number, or of the only one: shape and all, perhaps in another spelling.</summary>
    public static void Same(HintRequest request)
    {
        int outputs = request.OutputTypes.Count;
        for (int i = 0; i < outputs; i++)
            request.Set(i, request.Trails(outputs > 1 && i < request.InputCount ? i : 0));
    }

    /// <summary>Outputs hold elements of an input in another shape.</summary>
    public static HintRule Reshaped(int input) => new(request => request.SetAll(Reshaped(request.Trails(input))));

    /// <summary>One output holds elements of one input in another shape.</summary>
    public static HintRule Reshaped(int input, int output) => new(request => request.Set(output, Reshaped(request.Trails(input))));

    /// <summary>Outputs hold elements of all inputs.</summary>
    public static void Mixed(HintRequest request) => request.SetAll(Reshaped(All(request)));

    /// <summary>Outputs hold elements of one or another input.</summary>
    /// <remarks>Of the same numbers as they are and changed, as where indices below 0 count from the end, what is asked holds for either.</remarks>
    public static void Either(HintRequest request) => request.SetAll(Reshaped([.. All(request).GroupBy(t => t.Hints).Select(g => g.MinBy(t => t.Steps)!)]));

    private static IReadOnlyList<Trail> All(HintRequest request) => [.. Enumerable.Range(0, request.InputCount).SelectMany(request.Trails).Distinct()];

    private static Trail[] Reshaped(IReadOnlyList<Trail> trails) => [.. trails.Select(t => t.Reshaped())];
}

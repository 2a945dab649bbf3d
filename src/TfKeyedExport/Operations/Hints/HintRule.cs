namespace TfKeyedExport.Operations.Hints;

/// <summary>What an operation tells of the values of the inputs that reach it, and which outputs hold them.</summary>
/// <param name="Apply">Notes it.</param>
internal sealed record HintRule(Action<HintRequest> Apply)
{
    /// <summary>Both rules, one after the other.</summary>
    public static HintRule operator +(HintRule first, HintRule second) => new(request =>
    {
        first.Apply(request);
        second.Apply(request);
    });
}

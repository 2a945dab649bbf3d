using TfKeyedExport.Analyses.Hints;
using TfKeyedExport.Operations.Hints;

namespace TfKeyedExport.Checking.Samples;

/// <summary>What a signature's graph tells of what to try.</summary>
/// <param name="Inputs">Of the values of its inputs, by name.</param>
/// <param name="Sizes">Of numbers of rows, steps and calls.</param>
/// <param name="Stored">Single numbers that stand in variables.</param>
internal sealed record GraphHints(IReadOnlyDictionary<string, InputHints> Inputs, ComparedSizes Sizes, IReadOnlyList<double> Stored)
{
    /// <summary>What is known of an input.</summary>
    public InputHints Of(string input) => Inputs.GetValueOrDefault(input) ?? new InputHints();
}

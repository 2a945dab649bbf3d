namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>
/// Every recipe. To add one: a line in the family's file, or a new file with a line here. An operation whose inputs are all of one type
/// and broadcast needs none: <see cref="ElementwiseRecipes"/> reads its declaration.
/// </summary>
internal static class AllRecipes
{
    public static IReadOnlyDictionary<string, Recipe> ByOp { get; } =
        ElementwiseRecipes.All().Concat(ArrayRecipes.All()).Concat(LinearRecipes.All()).Concat(ReductionRecipes.All()).Concat(NnRecipes.All()).ToDictionary(r => r.Op, StringComparer.Ordinal);
}

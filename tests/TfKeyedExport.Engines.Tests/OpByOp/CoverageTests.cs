using TfKeyedExport.Embedded.Kernels.Catalog;
using TfKeyedExport.Engines.Tests.OpByOp.Recipes;
using Xunit;

namespace TfKeyedExport.Engines.Tests.OpByOp;

/// <summary>So that no operation is forgotten.</summary>
public class CoverageTests
{
    [Fact]
    public void Every_operation_has_a_recipe_or_a_reason_for_having_none()
    {
        string[] forgotten = [.. KernelCatalog.Default.Registrations
            .Select(r => r.Operation.Name)
            .Where(op => !AllRecipes.ByOp.ContainsKey(op) && !WithoutRecipe.Reasons.ContainsKey(op))];

        Assert.True(forgotten.Length == 0, $"write a recipe, or a reason in WithoutRecipe.cs, for: {string.Join(", ", forgotten)}");
    }

    [Fact]
    public void Reasons_stand_only_for_operations_that_are_there_and_have_no_recipe() =>
        Assert.All(WithoutRecipe.Reasons.Keys, op => Assert.True(KernelCatalog.Find(op) is not null && !AllRecipes.ByOp.ContainsKey(op), op));

    [Fact]
    public void Known_differences_are_of_operations_that_are_compared() =>
        Assert.All(KnownDifferences.Reasons.Keys, op => Assert.Contains(op, AllRecipes.ByOp.Keys));
}

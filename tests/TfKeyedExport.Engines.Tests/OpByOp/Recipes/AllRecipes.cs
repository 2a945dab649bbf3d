namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>
/// Every recipe. To add one: a line in the family's file, or a new file with a line here. An operation whose inputs are all of one type
/// and broadcast needs none: <see cref="ElementwiseRecipes"/> reads its declaration.
/// </summary>
internal static class AllRecipes
{
    public static IReadOnlyDictionary<string, Recipe> ByOp { get; } = new[]
    {
        ArrayRecipes.All(),
        ControlFlowRecipes.All(),
        DiagonalRecipes.All(),
        ElementwiseRecipes.All(),
        GeneratorRecipes.All(),
        ImageRecipes.All(),
        LinearRecipes.All(),
        ListRecipes.All(),
        MovementRecipes.All(),
        NnRecipes.All(),
        QuantizationRecipes.All(),
        ReductionRecipes.All(),
        RandomRecipes.All(),
        RaggedRecipes.All(),
        SetRecipes.All(),
        SignalRecipes.All(),
        SliceRecipes.All(),
        SparseMathRecipes.All(),
        SparseRecipes.All(),
        SquareMatrixRecipes.All(),
        StringRecipes.All(),
        TableRecipes.All(),
        TensorArrayRecipes.All(),
        TextRecipes.All(),
        VariableRecipes.All(),
        VolumeRecipes.All(),
    }.SelectMany(family => family).ToDictionary(r => r.Op, StringComparer.Ordinal);
}

using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Scattering;

/// <summary>Writing elements to places that indices tell.</summary>
internal static class ScatteringOperations
{
    /// <summary>The family.</summary>
    public static OperationFamily Family { get; } = new("Scattering");

    public static Operation ScatterNd { get; } = Family.Add(shapes: ShapeRules.SizesOfThird, rows: RowRules.Scatter, hints: HintRules.PlacesInSizes);
    public static Operation TensorScatterAdd { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.TensorScatter, hints: HintRules.Places);
    public static Operation TensorScatterMax { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.TensorScatter, hints: HintRules.Places);
    public static Operation TensorScatterMin { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.TensorScatter, hints: HintRules.Places);
    public static Operation TensorScatterSub { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.TensorScatter, hints: HintRules.Places);
    public static Operation TensorScatterUpdate { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.TensorScatter, hints: HintRules.Places);
}

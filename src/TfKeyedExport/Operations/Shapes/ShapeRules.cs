namespace TfKeyedExport.Operations.Shapes;

/// <summary>The rules that many operations share, or one of them has.</summary>
internal static class ShapeRules
{
    public static ShapeRule BatchMatMul { get; } = new("product", ProductShapes.BatchMatMul);

    public static ShapeRule Broadcast { get; } = new("broadcast", ElementShapes.BroadcastAll);

    public static ShapeRule Cast { get; } = new("like its input", ElementShapes.Cast);

    public static ShapeRule Concat { get; } = new("joined", ViewShapes.Concat);

    public static ShapeRule Einsum { get; } = new("product", ProductShapes.Einsum);

    public static ShapeRule ExpandDims { get; } = new("view", ViewShapes.ExpandDims);

    public static ShapeRule Fill { get; } = new("given", ViewShapes.Fill);

    public static ShapeRule Gather { get; } = new("picked", IndexShapes.Gather);

    public static ShapeRule LikeFirst { get; } = new("like its input", ElementShapes.LikeFirst);

    public static ShapeRule LikeSecond { get; } = new("like its second input", ElementShapes.LikeSecond);

    public static ShapeRule MatMul { get; } = new("product", ProductShapes.MatMul);

    public static ShapeRule OneHot { get; } = new("one axis more", IndexShapes.OneHot);

    public static ShapeRule Pack { get; } = new("one axis more", ViewShapes.Pack);

    public static ShapeRule Range { get; } = new("counted", IndexShapes.Range);

    public static ShapeRule Reduce { get; } = new("reduced", ElementShapes.Reduce);

    public static ShapeRule ReduceProduct { get; } = new("reduced", ElementShapes.ReduceProduct);

    public static ShapeRule Reshape { get; } = new("given", ViewShapes.Reshape);

    public static ShapeRule Segments { get; } = new("rows by value", IndexShapes.Segments);

    public static ShapeRule Shape { get; } = new("its input's sizes", IndexShapes.Shape);

    public static ShapeRule SizesOfSecond { get; } = new("given", IndexShapes.SizesOfSecond);

    public static ShapeRule Slice { get; } = new("cut", ViewShapes.Slice);

    public static ShapeRule Some { get; } = new("rows by value", IndexShapes.Some);

    public static ShapeRule Squeeze { get; } = new("view", ViewShapes.Squeeze);

    public static ShapeRule StridedSlice { get; } = new("cut", ViewShapes.StridedSlice);

    public static ShapeRule Tile { get; } = new("repeated", IndexShapes.Tile);

    public static ShapeRule Transpose { get; } = new("reordered", IndexShapes.Transpose);

    public static ShapeRule Where { get; } = new("rows by value", IndexShapes.Where);
}

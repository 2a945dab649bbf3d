namespace TfKeyedExport.Operations.Shapes;

/// <summary>The rules that many operations share, or one of them has.</summary>
internal static class ShapeRules
{
    public static ShapeRule Add { get; } = new("broadcast", ElementShapes.Add);

    public static ShapeRule AllLikeFirst { get; } = Numbered("like its input", (request, _) => ElementShapes.LikeFirst(request));

    public static ShapeRule AtLeast { get; } = new("broadcast", ElementShapes.AtLeast);

    public static ShapeRule BatchMatMul { get; } = new("product", ProductShapes.BatchMatMul);

    public static ShapeRule BatchToSpace { get; } = new("blocks", IndexShapes.BatchToSpace);

    public static ShapeRule Bincount { get; } = new("given", IndexShapes.Bincount);

    public static ShapeRule Broadcast { get; } = new("broadcast", ElementShapes.BroadcastAll);

    public static ShapeRule Cast { get; } = new("like its input", ElementShapes.Cast);

    public static ShapeRule Characters { get; } = Numbered("rows by value", SparseShapes.Characters);

    public static ShapeRule Concat { get; } = new("joined", ViewShapes.Concat);

    public static ShapeRule Count { get; } = new("how many", ElementShapes.Count);

    public static ShapeRule DiagonalParts { get; } = new("one axis less", IndexShapes.DiagonalParts);

    public static ShapeRule Diagonals { get; } = new("one axis more", IndexShapes.Diagonals);

    public static ShapeRule Einsum { get; } = new("product", ProductShapes.Einsum);

    public static ShapeRule EnsureShape { get; } = new("like its input", ElementShapes.Ensure);

    public static ShapeRule ExpandDims { get; } = new("view", ViewShapes.ExpandDims);

    public static ShapeRule Fill { get; } = new("given", ViewShapes.Fill);

    public static ShapeRule FillEmptyRows { get; } = Numbered("rows by value", SparseShapes.FillEmptyRows);

    public static ShapeRule Find { get; } = new("like its second input", ElementShapes.Find);

    public static ShapeRule Gather { get; } = new("picked", IndexShapes.Gather);

    public static ShapeRule GatherNd { get; } = new("picked", IndexShapes.GatherNd);

    public static ShapeRule Images { get; } = new("window", ImageShapes.Windows);

    public static ShapeRule LikeFirst { get; } = new("like its input", ElementShapes.LikeFirst);

    public static ShapeRule LikeSecond { get; } = new("like its second input", ElementShapes.LikeSecond);

    public static ShapeRule ListFromTensor { get; } = new("list", ListShapes.FromTensor);

    public static ShapeRule ListGetItem { get; } = new("list", ListShapes.GetItem);

    public static ShapeRule ListLength { get; } = new("list", ListShapes.Length);

    public static ShapeRule ListReserve { get; } = new("list", ListShapes.Reserve);

    public static ShapeRule ListSetItem { get; } = new("list", ListShapes.SetItem);

    public static ShapeRule ListStack { get; } = new("list", ListShapes.Stack);

    public static ShapeRule MatMul { get; } = new("product", ProductShapes.MatMul);

    public static ShapeRule Minimum { get; } = new("broadcast", ElementShapes.Minimum);

    public static ShapeRule Multiply { get; } = new("broadcast", ElementShapes.Multiply);

    public static ShapeRule Norm { get; } = new("reduced", ElementShapes.Norm);

    public static ShapeRule OneHot { get; } = new("one axis more", IndexShapes.OneHot);

    public static ShapeRule Pack { get; } = new("one axis more", ViewShapes.Pack);

    public static ShapeRule Pad { get; } = new("padded", ElementShapes.Pad);

    public static ShapeRule ParseExample { get; } = Numbered("declared", SparseShapes.ParseExample);

    public static ShapeRule Partition { get; } = Numbered("rows by value", PartShapes.Partition);

    public static ShapeRule Pick { get; } = new("reduced", ElementShapes.Pick);

    public static ShapeRule RaggedToSparse { get; } = Numbered("rows by value", SparseShapes.RaggedToSparse);

    public static ShapeRule RaggedToTensor { get; } = new("given", SparseShapes.RaggedToTensor);

    public static ShapeRule Range { get; } = new("counted", IndexShapes.Range);

    public static ShapeRule Rank { get; } = new("how many", ElementShapes.Rank);

    public static ShapeRule Reduce { get; } = new("reduced", ElementShapes.Reduce);

    public static ShapeRule ReduceProduct { get; } = new("reduced", ElementShapes.ReduceProduct);

    public static ShapeRule Reshape { get; } = new("given", ViewShapes.Reshape);

    public static ShapeRule Resized { get; } = new("given", ImageShapes.Resized);

    public static ShapeRule Samples { get; } = new("given", SpectrumShapes.Samples);

    public static ShapeRule Scalar { get; } = new("scalar", _ => new SymbolicTensor([]));

    public static ShapeRule Segments { get; } = new("rows by value", IndexShapes.Segments);

    public static ShapeRule Shape { get; } = new("its input's sizes", IndexShapes.Shape);

    public static ShapeRule SizesOfFirst { get; } = new("given", IndexShapes.SizesOfFirst);

    public static ShapeRule SizesOfSecond { get; } = new("given", IndexShapes.SizesOfSecond);

    public static ShapeRule SizesOfThird { get; } = new("given", IndexShapes.SizesOfThird);

    public static ShapeRule Slice { get; } = new("cut", ViewShapes.Slice);

    public static ShapeRule Some { get; } = new("rows by value", IndexShapes.Some);

    public static ShapeRule SpaceToBatch { get; } = new("blocks", IndexShapes.SpaceToBatch);

    public static ShapeRule SparseProduct { get; } = new("product", SparseShapes.Product);

    public static ShapeRule SparseReduce { get; } = new("reduced", SparseShapes.ReduceSum);

    public static ShapeRule SparseReorder { get; } = Numbered("like its input", SparseShapes.Reorder);

    public static ShapeRule SparseReshape { get; } = Numbered("given", SparseShapes.Reshape);

    public static ShapeRule SparseTriple { get; } = Numbered("rows by value", SparseShapes.Triple);

    public static ShapeRule Spectrum { get; } = new("given", SpectrumShapes.Spectrum);

    public static ShapeRule Split { get; } = Numbered("cut", PartShapes.Split);

    public static ShapeRule SplitText { get; } = Numbered("rows by value", SparseShapes.SplitText);

    public static ShapeRule SplitV { get; } = Numbered("cut", PartShapes.SplitV);

    public static ShapeRule Squeeze { get; } = new("view", ViewShapes.Squeeze);

    public static ShapeRule Stitch { get; } = new("rows by value", PartShapes.Stitch);

    public static ShapeRule StridedSlice { get; } = new("cut", ViewShapes.StridedSlice);

    public static ShapeRule Subtract { get; } = new("broadcast", ElementShapes.Subtract);

    public static ShapeRule Tile { get; } = new("repeated", IndexShapes.Tile);

    public static ShapeRule TopK { get; } = Numbered("cut", PartShapes.TopK);

    public static ShapeRule Transpose { get; } = new("reordered", IndexShapes.Transpose);

    public static ShapeRule Unique { get; } = Numbered("rows by value", PartShapes.Unique);

    public static ShapeRule Unpack { get; } = Numbered("cut", PartShapes.Unpack);

    public static ShapeRule UnsortedSegment { get; } = new("given", IndexShapes.UnsortedSegments);

    public static ShapeRule Where { get; } = new("rows by value", IndexShapes.Where);

    // One rule for all outputs, which knows their numbers.
    private static ShapeRule Numbered(string word, Func<ShapeRequest, int, SymbolicTensor> rule) => new(word, request => rule(request, 0)) { Further = rule };
}

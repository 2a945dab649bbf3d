namespace TfKeyedExport.Operations.Rows;

/// <summary>The rules for rows that many operations share, or one of them has.</summary>
internal static class RowRules
{
    public static RowRule Add { get; } = new("element by element", ElementRows.Add);

    public static RowRule AlongLast { get; } = new("along the last axis", AxisRows.AlongLast);

    public static RowRule Backprop { get; } = new("by row", AxisRows.Backprop) { TakesWidths = true };

    public static RowRule BatchMatMul { get; } = new("product", ProductRows.BatchMatMul);

    public static RowRule BatchNorm { get; } = new("by row, unless it trains", AxisRows.BatchNorm);

    public static RowRule BatchToSpace { get; } = new("blocks", RaggedRows.BatchToSpace);

    public static RowRule BiasAdd { get; } = new("element by element", ElementRows.BiasAdd);

    public static RowRule Bincount { get; } = new("counted", RaggedRows.Bincount) { TakesWidths = true, Tells = RowFacts.Counts };

    public static RowRule Broadcast { get; } = new("element by element", ElementRows.Broadcast);

    public static RowRule BroadcastTo { get; } = new("stretched", StretchRows.BroadcastTo) { TakesWidths = true };

    public static RowRule Characters { get; } = new("by row", RaggedRows.Characters);

    public static RowRule Concat { get; } = new("joined", JoinRows.Concat) { SeesWidths = true };

    public static RowRule ConcatByFirst { get; } = new("joined", JoinRows.ConcatByFirst) { SeesWidths = true };

    public static RowRule Cross { get; } = new("by row", SparseRows.Cross) { TakesWidths = true, Tells = RowFacts.Width };

    public static RowRule DenseMatMul { get; } = new("product", SparseRows.DenseMatMul) { TakesWidths = true };

    public static RowRule Each { get; } = new("element by element", ElementRows.Each);

    public static RowRule Einsum { get; } = new("product", ProductRows.Einsum) { SeesWidths = true };

    public static RowRule ExpandDims { get; } = new("view", ViewRows.ExpandDims);

    public static RowRule Fill { get; } = new("by sizes", ElementRows.Fill) { TakesWidths = true };

    public static RowRule Encode { get; } = new("by row", RaggedRows.Encode);

    public static RowRule FillEmptyRows { get; } = new("by row", SparseRows.FillEmptyRows) { TakesWidths = true, Tells = RowFacts.Width };

    public static RowRule Find { get; } = new("looked up", TextRows.Find);

    public static RowRule Gather { get; } = new("picked", IndexRows.Gather) { SeesWidths = true };

    public static RowRule GatherNd { get; } = new("picked", IndexRows.GatherNd);

    public static RowRule InnerMatrix { get; } = new("within a row", AxisRows.InnerMatrix);

    public static RowRule InnerVector { get; } = new("within a row", AxisRows.InnerVector);

    public static RowRule Invert { get; } = new("inverse order", Orders.Invert);

    public static RowRule ListFromTensor { get; } = new("list", ListRows.FromTensor);

    public static RowRule ListGetItem { get; } = new("list", ListRows.GetItem);

    public static RowRule ListLength { get; } = new("list", ListRows.Length);

    public static RowRule ListReserve { get; } = new("list", ListRows.Reserve) { IsAskedAlways = true };

    public static RowRule ListSetItem { get; } = new("list", ListRows.SetItem);

    public static RowRule ListStack { get; } = new("list", ListRows.Stack);

    public static RowRule MatMul { get; } = new("product", ProductRows.MatMul);

    public static RowRule Cast { get; } = new("as its input", ElementRows.Cast)
    {
        MovesAll = true,
        Tells = RowFacts.Counts | RowFacts.OwnNumber | RowFacts.Width,
    };

    public static RowRule Multiply { get; } = new("element by element", ElementRows.Multiply);

    public static RowRule Negate { get; } = new("element by element", ElementRows.Negate);

    public static RowRule OneHot { get; } = new("one axis more", IndexRows.OneHot) { Tells = RowFacts.Filling };

    public static RowRule Pack { get; } = new("joined", JoinRows.Pack);

    public static RowRule Pad { get; } = new("padded", AxisRows.Pad);

    public static RowRule Parse { get; } = new("parsed", TextRows.Parse) { Tells = RowFacts.Width };

    public static RowRule Partition { get; } = new("parted", Orders.Partition) { Tells = RowFacts.OwnNumber };

    public static RowRule PerRow { get; } = new("by row", AxisRows.PerRow);

    public static RowRule Pick { get; } = new("reduced", AxisRows.Pick) { SeesWidths = true };

    public static RowRule RaggedToSparse { get; } = new("by row", RaggedRows.ToSparse) { Tells = RowFacts.Width };

    public static RowRule RaggedToTensor { get; } = new("by row", SparseRows.RaggedToTensor) { TakesWidths = true };

    public static RowRule Range { get; } = new("counted", IndexRows.Range) { Tells = RowFacts.OwnNumber };

    public static RowRule Reduce { get; } = new("reduced", AxisRows.Reduce) { SeesWidths = true };

    public static RowRule Reshape { get; } = new("view", ViewRows.Reshape) { TakesWidths = true, Tells = RowFacts.OwnNumber };

    public static RowRule Reverse { get; } = new("backwards", Orders.Reverse);

    public static RowRule ReverseSequence { get; } = new("backwards", Orders.ReverseSequence);

    public static RowRule Roll { get; } = new("moved on", Orders.Roll);

    public static RowRule Running { get; } = new("running", AxisRows.Running);

    public static RowRule Scatter { get; } = new("put", IndexRows.Scatter) { TakesWidths = true };

    public static RowRule Segment { get; } = new("by row", IndexRows.Segment);

    public static RowRule Select { get; } = new("element by element", ElementRows.Select);

    public static RowRule SelectBroadcast { get; } = new("element by element", ElementRows.SelectBroadcast);

    public static RowRule Sized { get; } = new("by sizes", ElementRows.Sized);

    public static RowRule Slice { get; } = new("cut", SliceRows.Slice) { TakesWidths = true, SeesWidths = true };

    public static RowRule SpaceToBatch { get; } = new("blocks", RaggedRows.SpaceToBatch);

    public static RowRule SparseReduce { get; } = new("by row", RaggedRows.ReduceSum) { TakesWidths = true };

    public static RowRule SparseReorder { get; } = new("by row", SparseRows.Reorder) { TakesWidths = true, Tells = RowFacts.Width };

    public static RowRule SparseReshape { get; } = new("view", SparseRows.Reshape) { TakesWidths = true, Tells = RowFacts.Width };

    public static RowRule SparseSegment { get; } = new("by row", IndexRows.SparseSegment);

    public static RowRule SparseToDense { get; } = new("by row", SparseRows.ToDense) { TakesWidths = true, Tells = RowFacts.Filling };

    public static RowRule SplitByFirst { get; } = new("cut", JoinRows.SplitByFirst);

    public static RowRule SplitByThird { get; } = new("cut", JoinRows.SplitByThird);

    public static RowRule SplitText { get; } = new("by row", TextRows.Split) { Tells = RowFacts.Width };

    public static RowRule Squeeze { get; } = new("view", ViewRows.Squeeze);

    public static RowRule Stitch { get; } = new("put", Orders.Stitch);

    public static RowRule StridedSlice { get; } = new("cut", SliceRows.StridedSlice) { TakesWidths = true, SeesWidths = true };

    public static RowRule Subtract { get; } = new("element by element", ElementRows.Subtract);

    public static RowRule TensorScatter { get; } = new("put", IndexRows.TensorScatter);

    public static RowRule Tile { get; } = new("repeated", StretchRows.Tile) { TakesWidths = true };

    public static RowRule TopK { get; } = new("ordered", Orders.TopK);

    public static RowRule Transpose { get; } = new("reordered", ViewRows.Transpose) { MovesAll = true };

    public static RowRule Unique { get; } = new("distinct", Orders.Unique);

    public static RowRule Unpack { get; } = new("cut", JoinRows.Unpack);

    public static RowRule UnsortedSegment { get; } = new("by row", IndexRows.UnsortedSegment) { TakesWidths = true };

    public static RowRule Where { get; } = new("listed", IndexRows.Where) { Tells = RowFacts.Width };
}

using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.TensorLists;

/// <summary>Lists of tensors, which are values.</summary>
internal static class TensorListOperations
{
    /// <summary>The family.</summary>
    public static OperationFamily Family { get; } = new("TensorLists");

    public static Operation EmptyTensorList { get; } = Family.Add();
    public static Operation TensorListConcat { get; } = Family.Add();
    public static Operation TensorListConcatLists { get; } = Family.Add();
    public static Operation TensorListConcatV2 { get; } = Family.Add();
    public static Operation TensorListElementShape { get; } = Family.Add();
    public static Operation TensorListFromTensor { get; } = Family.Add(
        shapes: ShapeRules.ListFromTensor, rows: RowRules.ListFromTensor, hints: HintRules.Reshaped);
    public static Operation TensorListGather { get; } = Family.Add();
    public static Operation TensorListGetItem { get; } = Family.Add(shapes: ShapeRules.ListGetItem, rows: RowRules.ListGetItem, hints: HintRules.Reshaped);
    public static Operation TensorListLength { get; } = Family.Add(shapes: ShapeRules.ListLength, rows: RowRules.ListLength);
    public static Operation TensorListPopBack { get; } = Family.Add();
    public static Operation TensorListPushBack { get; } = Family.Add();
    public static Operation TensorListReserve { get; } = Family.Add(shapes: ShapeRules.ListReserve, rows: RowRules.ListReserve);
    public static Operation TensorListResize { get; } = Family.Add();
    public static Operation TensorListScatter { get; } = Family.Add();
    public static Operation TensorListScatterIntoExistingList { get; } = Family.Add();
    public static Operation TensorListScatterV2 { get; } = Family.Add();
    public static Operation TensorListSetItem { get; } = Family.Add(shapes: ShapeRules.ListSetItem, rows: RowRules.ListSetItem, hints: HintRules.ThirdToFirst);
    public static Operation TensorListSplit { get; } = Family.Add();
    public static Operation TensorListStack { get; } = Family.Add(shapes: ShapeRules.ListStack, rows: RowRules.ListStack, hints: HintRules.Reshaped);
}

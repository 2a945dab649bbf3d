using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Ragged;

/// <summary>Rows of several lengths.</summary>
internal static class RaggedOperations
{
    /// <summary>The family.</summary>
    public static OperationFamily Family { get; } = new("Ragged");

    public static Operation RaggedGather { get; } = Family.Add(hints: HintRules.SecondToSecond);
    public static Operation RaggedRange { get; } = Family.Add();
    public static Operation RaggedTensorToSparse { get; } = Family.Add(
        shapes: ShapeRules.RaggedToSparse, rows: RowRules.RaggedToSparse, hints: HintRules.SecondToSecond);
    public static Operation RaggedTensorToTensor { get; } = Family.Add(
        shapes: ShapeRules.RaggedToTensor, rows: RowRules.RaggedToTensor, hints: HintRules.SecondToFirst);
}

using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Parsing;

/// <summary>Reading records.</summary>
internal static class ParsingOperations
{
    /// <summary>The family.</summary>
    public static OperationFamily Family { get; } = new("Parsing");

    public static Operation DecodeCSV { get; } = Family.Add(shapes: ShapeRules.AllLikeFirst, rows: RowRules.Each, hints: HintRules.Csv);
    public static Operation DecodeJSONExample { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.Each, hints: HintRules.Json);
    public static Operation DecodePaddedRaw { get; } = Family.Add();
    public static Operation DecodeRaw { get; } = Family.Add();
    public static Operation ParseExample { get; } = Family.Add(shapes: ShapeRules.ParseExample, rows: RowRules.Parse, hints: HintRules.Example);
    public static Operation ParseExampleV2 { get; } = Family.Add(shapes: ShapeRules.ParseExample, rows: RowRules.Parse, hints: HintRules.Example);
    public static Operation ParseSequenceExample { get; } = Family.Add(hints: HintRules.SequenceExample);
    public static Operation ParseSequenceExampleV2 { get; } = Family.Add(hints: HintRules.SequenceExample);
    public static Operation ParseSingleExample { get; } = Family.Add(hints: HintRules.Example);
    public static Operation ParseSingleSequenceExample { get; } = Family.Add(hints: HintRules.SequenceExample);
}

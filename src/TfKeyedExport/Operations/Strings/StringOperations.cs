using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations.Strings;

/// <summary>Text.</summary>
internal static class StringOperations
{
    /// <summary>The family.</summary>
    public static OperationFamily Family { get; } = new("Strings");

    public static Operation AsString { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.Each, hints: HintRules.Same);
    public static Operation DecodeBase64 { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.Each, hints: HintRules.Base64);
    public static Operation EncodeBase64 { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.Each);
    public static Operation ReduceJoin { get; } = Family.Add(shapes: ShapeRules.Reduce, rows: RowRules.Reduce);
    public static Operation RegexFullMatch { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.Each);
    public static Operation RegexReplace { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.Each, hints: HintRules.Same);
    public static Operation StaticRegexFullMatch { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.Each);
    public static Operation StaticRegexReplace { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.Each, hints: HintRules.Same);
    public static Operation StringJoin { get; } = Family.Add(shapes: ShapeRules.Broadcast, rows: RowRules.Broadcast);
    public static Operation StringLength { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.Each);
    public static Operation StringLower { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.Each, hints: HintRules.Same);
    public static Operation StringNGrams { get; } = Family.Add();
    public static Operation StringSplit { get; } = Family.Add(shapes: ShapeRules.SplitText, rows: RowRules.SplitText, hints: HintRules.Split);
    public static Operation StringSplitV2 { get; } = Family.Add(shapes: ShapeRules.SplitText, rows: RowRules.SplitText, hints: HintRules.Split);
    public static Operation StringStrip { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.Each, hints: HintRules.Same);
    public static Operation StringToHashBucket { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.Each);
    public static Operation StringToHashBucketFast { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.Each);
    public static Operation StringToHashBucketStrong { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.Each);
    public static Operation StringToNumber { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.Each, hints: HintRules.Number);
    public static Operation StringUpper { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.Each, hints: HintRules.Same);
    public static Operation Substr { get; } = Family.Add(shapes: ShapeRules.Broadcast, rows: RowRules.Broadcast);
    public static Operation UnicodeDecode { get; } = Family.Add(shapes: ShapeRules.Characters, rows: RowRules.Characters);
    public static Operation UnicodeDecodeWithOffsets { get; } = Family.Add(shapes: ShapeRules.Characters, rows: RowRules.Characters);
    public static Operation UnicodeEncode { get; } = Family.Add(shapes: ShapeRules.Some, rows: RowRules.Encode);
    public static Operation UnicodeTranscode { get; } = Family.Add(shapes: ShapeRules.LikeFirst, rows: RowRules.Each);
    public static Operation UnsortedSegmentJoin { get; } = Family.Add();
}

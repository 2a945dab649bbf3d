namespace TfKeyedExport.Operations.Hints;

/// <summary>The rules that operations have, alone or several of them.</summary>
internal static class HintRules
{
    public static HintRule AlongAxis { get; } = new(IndexHints.AlongAxis);

    public static HintRule Assert { get; } = new(request => request.Require(0));

    public static HintRule Axis { get; } = new(IndexHints.Axis);

    public static HintRule Base64 { get; } = new(TextHints.Base64);

    public static HintRule BatchedRows { get; } = new(IndexHints.BatchedRows);

    public static HintRule Buckets { get; } = new(TableHints.Buckets);

    public static HintRule Classes { get; } = new(IndexHints.Classes);

    public static HintRule Clipped { get; } = new(ArithmeticHints.Clipped);

    public static HintRule ClippedBelow { get; } = new(ArithmeticHints.ClippedBelow);

    public static HintRule Convolution { get; } = new(SizeHints.Convolution);

    public static HintRule Counted { get; } = new(IndexHints.Counted);

    public static HintRule Csv { get; } = new(TextHints.Csv);

    public static HintRule Difference { get; } = new(ArithmeticHints.Difference);

    public static HintRule Either { get; } = new(PassHints.Either);

    public static HintRule Example { get; } = new(ParserHints.Example);

    public static HintRule FirstToFirst { get; } = PassHints.Reshaped(0, 0);

    public static HintRule Hot { get; } = new(IndexHints.Hot);

    public static HintRule Image { get; } = new(TextHints.Image);

    public static HintRule Json { get; } = new(TextHints.Json);

    public static HintRule Lookup { get; } = new(TableHints.Lookup);

    public static HintRule Maximum { get; } = new(ArithmeticHints.Maximum);

    public static HintRule Minimum { get; } = new(ArithmeticHints.Minimum);

    public static HintRule Mixed { get; } = new(PassHints.Mixed);

    public static HintRule MovedAlong { get; } = new(IndexHints.MovedAlong);

    public static HintRule Multiple { get; } = new(ArithmeticHints.Product);

    public static HintRule Negated { get; } = new(ArithmeticHints.Negated);

    public static HintRule Number { get; } = new(TextHints.Number);

    public static HintRule Parts { get; } = new(IndexHints.Parts);

    public static HintRule PickSize { get; } = new(SizeHints.Pick);

    public static HintRule Places { get; } = new(IndexHints.Places);

    public static HintRule PlacesInSizes { get; } = new(IndexHints.PlacesInSizes);

    public static HintRule Product { get; } = new(SizeHints.Product);

    public static HintRule Quotient { get; } = new(ArithmeticHints.Quotient);

    public static HintRule Rank { get; } = new(SizeHints.Rank);

    public static HintRule Remainder { get; } = new(ArithmeticHints.Remainder);

    public static HintRule Reshaped { get; } = PassHints.Reshaped(0);

    public static HintRule ReshapedSecond { get; } = PassHints.Reshaped(1);

    public static HintRule Rows { get; } = new(IndexHints.Rows);

    public static HintRule Same { get; } = new(PassHints.Same);

    public static HintRule SameSize { get; } = new(SizeHints.Same);

    public static HintRule SecondToFirst { get; } = PassHints.Reshaped(1, 0);

    public static HintRule SecondToSecond { get; } = PassHints.Reshaped(1, 1);

    public static HintRule Segments { get; } = new(IndexHints.Segments);

    public static HintRule SequenceExample { get; } = new(ParserHints.Sequence);

    public static HintRule Shape { get; } = new(SizeHints.Shape);

    public static HintRule Split { get; } = new(TextHints.Split);

    public static HintRule Sum { get; } = new(ArithmeticHints.Sum);

    public static HintRule ThirdToFirst { get; } = PassHints.Reshaped(2, 0);
}

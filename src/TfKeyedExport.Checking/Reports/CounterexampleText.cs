using System.Globalization;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Formats.Values;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Reports;

/// <summary>Counterexamples for people.</summary>
internal static class CounterexampleText
{
    private const int ShownRows = 8;
    private const int ShownCalls = 3;

    /// <summary>What should have come and what came, in one sentence without a full stop.</summary>
    public static string Sentence(Counterexample example)
    {
        if (example is { Row: >= 0, Other: { } other })
            return $"{example.Explanation}: row {example.Row} got {ValueText.Row(other, 0)} and {ValueText.Row(example.Got, 0)}";
        if (example.Row < 0 || example.Expected is not { } expected)
            return example.Explanation;
        if (LongTexts(expected, example.Got) is { } texts)
            return $"{example.Explanation}: row {example.Row} should get {texts.Expected} and got {texts.Got}";
        return FirstDifference(expected, example.Got) is { } element
            ? $"{example.Explanation}: element {element} of row {example.Row} should be {ValueText.Element(expected, element)} "
                + $"and is {ValueText.Element(example.Got, element)}"
            : $"{example.Explanation}: row {example.Row} should get {ValueText.Row(expected, 0)} and got {ValueText.Row(example.Got, 0)}";
    }

    // Of texts that begin alike, the part where they part.
    private static (string Expected, string Got)? LongTexts(Tensor expected, Tensor got)
    {
        if (!IsOneText(expected) || !IsOneText(got))
            return null;
        ReadOnlySpan<byte> left = expected.Strings[0], right = got.Strings[0];
        int common = left.CommonPrefixLength(right);
        const int Before = 8;
        return common < ValueText.ShownBytes ? null : (ValueText.From(left, common - Before), ValueText.From(right, common - Before));
    }

    private static bool IsOneText(Tensor row) => row.Type == DataType.String && row.Count == 1;

    // Of a long row, the element that differs; null if the row is short enough to be shown as a whole.
    private static int? FirstDifference(Tensor expected, Tensor got)
    {
        bool areAlike = expected.Type == got.Type && expected.Shape == got.Shape;
        if (!areAlike || expected.Shape.Rank == 0 || expected.RowLength() <= ValueText.ShownElements)
            return null;
        return Enumerable.Range(0, expected.RowLength())
            .Select(i => (int?)i)
            .FirstOrDefault(i => ValueText.Element(expected, i!.Value) != ValueText.Element(got, i.Value));
    }

    /// <summary>The calls before it, with a title each, what holds for the whole call, and a table of its rows; none if it needs none.</summary>
    public static IEnumerable<(string Title, IReadOnlyList<string> Whole, IReadOnlyList<string[]> Table)> Before(Counterexample example)
    {
        int count = example.Calls.Count;
        string first = example.Property == PropertyNames.Threads ? "At the same time as calls such as"
            : example.Times is [var then, _] ? $"A freshly loaded model was first asked, at {then.ToString("u", CultureInfo.InvariantCulture)}"
            : "A freshly loaded model was first asked";
        for (int call = 0; call < Math.Min(count, ShownCalls); call++)
            yield return (call == 0 ? first : "then", Whole(example.Calls[call]), Table(example.Calls[call], 0));
        if (count > ShownCalls)
            yield return ($"and {count - ShownCalls} more calls, which --json has", [], []);
    }

    /// <summary>The call's rows as a table: a header, then the rows that fit.</summary>
    public static IReadOnlyList<string[]> Table(Counterexample example) => Table(example.Inputs, example.Row);

    /// <summary>The call's inputs that its table has not, since they have one value for all rows, such as <c>k = 3 for the whole call</c>.</summary>
    public static IReadOnlyList<string> Whole(Counterexample example) => Whole(example.Inputs);

    private static List<string> Whole(IReadOnlyDictionary<string, Tensor> inputs)
    {
        int rows = RowsOf(inputs);
        return
        [
            .. inputs.Where(i => i.Value.Shape.Rank == 0 || i.Value.Shape[0] != rows)
                .Select(i => $"{i.Key} = {ValueText.Row(AsOneRow(i.Value), 0)} for the whole call"),
        ];
    }

    private static Tensor AsOneRow(Tensor value) => value.Shape.Rank == 0 ? value : value.Reshape(new TensorShape([1, .. value.Shape.Dimensions]));

    // Parts of ragged inputs, and lists that hold for the whole call, have lengths of their own.
    private static int RowsOf(IReadOnlyDictionary<string, Tensor> inputs) => inputs.Values
        .Where(i => i.Shape.Rank > 0)
        .GroupBy(i => (int)Math.Min(int.MaxValue, i.Shape[0]))
        .OrderByDescending(g => g.Count()).ThenBy(g => g.Key)
        .FirstOrDefault()?.Key ?? 0;

    private static List<string[]> Table(IReadOnlyDictionary<string, Tensor> inputs, int shown)
    {
        int rows = RowsOf(inputs);
        var batched = inputs.Where(i => i.Value.Shape.Rank > 0 && i.Value.Shape[0] == rows).ToList();
        var table = new List<string[]> { (string[])["row", .. batched.Select(b => b.Key)] };
        int first = Math.Clamp(shown - (ShownRows / 2), 0, Math.Max(0, rows - ShownRows));
        for (int row = first; row < Math.Min(rows, first + ShownRows); row++)
            table.Add([row.ToString(CultureInfo.InvariantCulture), .. batched.Select(b => ValueText.Row(b.Value, row))]);
        if (rows > ShownRows)
            table.Add([$"... {rows} rows; --json has them all", .. batched.Select(_ => "")]);
        return table;
    }
}

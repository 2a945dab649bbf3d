using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Counting;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Operations.Strings;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Analyses.Hints;

/// <summary>
/// Finds the constants with which a graph compares what it computes, and hands them to <see cref="ComparedValues"/>, which follows them back to inputs
/// and sizes. A model that does something else beyond a number shows it to those only who try both sides of it.
/// </summary>
internal sealed class ComparisonReader(HintScope scope, ComparedSizes sizes)
{
    private const int MostNumbers = 16;
    private const int MostOthers = 4;

    private readonly ComparedValues _values = new(scope, sizes);

    private static readonly HashSet<Operation> Comparisons =
    [
        ElementwiseOperations.Equal, ElementwiseOperations.NotEqual, ElementwiseOperations.Less, ElementwiseOperations.LessEqual,
        ElementwiseOperations.Greater, ElementwiseOperations.GreaterEqual, ElementwiseOperations.Maximum, ElementwiseOperations.Minimum,
        ElementwiseOperations.ClipByValue,
    ];

    private static readonly HashSet<Operation> Divisions =
    [
        ElementwiseOperations.FloorMod, ElementwiseOperations.Mod, ElementwiseOperations.TruncateMod, ElementwiseOperations.FloorDiv,
        ElementwiseOperations.TruncateDiv,
    ];

    /// <summary>Reads a graph and its regions, which must have been walked before.</summary>
    public void Read(Graph graph)
    {
        foreach (Node node in graph.Nodes)
        {
            Read(node);
            foreach (Graph region in node.Regions)
                Read(region);
        }
    }

    private void Read(Node node)
    {
        if (node.Operation is not { } operation)
            return;
        if (Comparisons.Contains(operation))
            Compared(node);
        else if (Divisions.Contains(operation) && node.Inputs.Count == 2)
            Divided(node);
        else if (node.IsAny(ElementwiseOperations.Relu, ElementwiseOperations.Relu6))
            _values.Follow(node.Inputs[0], node.Is(ElementwiseOperations.Relu) ? 0 : 6);
        else if (node.Is(CountingOperations.Bucketize))
            Take(node.Attributes.Floats("boundaries").Select(b => (double)b), b => _values.Follow(node.Inputs[0], b));
        else if (node.IsAny(CountingOperations.LowerBound, CountingOperations.UpperBound))
            Take(scope.Numbers(node.Inputs[0]) ?? [], b => _values.Follow(node.Inputs[1], b));
        else if (node.IsAny(StringOperations.StaticRegexFullMatch, StringOperations.StaticRegexReplace))
            Matched(node.Inputs[0], node.Attributes.Text("pattern"));
        else if (node.IsAny(StringOperations.RegexFullMatch, StringOperations.RegexReplace)
            && scope.Constant(node.Inputs[1]) is { Type: DataType.String, Count: 1 } pattern)
            Matched(node.Inputs[0], pattern.Strings.Text(0));
        else if (node.IsConstant && node.OutputTypes[0] is DataType.Int32 or DataType.Int64)
            Other(node);
    }

    private void Compared(Node node)
    {
        for (int i = 0; i < node.Inputs.Count; i++)
        {
            if (scope.Constant(node.Inputs[i]) is { Type: DataType.String } words)
                Take(Enumerable.Range(0, words.Count), w => FollowOthers(node, i, o => _values.FollowText(o, words.Strings[w].ToArray())));
            else if (scope.Numbers(node.Inputs[i]) is { } numbers)
                Take(numbers.Distinct(), n => FollowOthers(node, i, o => _values.Follow(o, n)));
        }
    }

    private void Divided(Node node)
    {
        foreach (double divisor in (scope.Numbers(node.Inputs[1]) ?? []).Where(n => n >= 2).Distinct().Take(MostNumbers))
            _values.FollowDivisor(node.Inputs[0], divisor);
    }

    private void Matched(NodeOutput text, string pattern) => Take(PatternWords.Of(pattern), w => _values.FollowText(text, w));

    // What a layer is large, too: whoever takes the first hundred rows compares nothing.
    private void Other(Node node)
    {
        if (scope.Constant(node.Output()) is { Count: > 0 and <= MostOthers } && scope.Numbers(node.Output()) is { } numbers)
        {
            foreach (double number in numbers)
                ComparedSizes.Note(sizes.Others, number);
        }
    }

    private static void FollowOthers(Node node, int constant, Action<NodeOutput> follow)
    {
        for (int i = 0; i < node.Inputs.Count; i++)
        {
            if (i != constant)
                follow(node.Inputs[i]);
        }
    }

    private static void Take<T>(IEnumerable<T> items, Action<T> use)
    {
        foreach (T item in items.Take(MostNumbers))
            use(item);
    }
}

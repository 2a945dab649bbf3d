using TfKeyedExport.Graphs;

namespace TfKeyedExport.Checking.Samples.Hints;

/// <summary>What a graph asks of the shapes of inputs that are declared with open sizes.</summary>
internal sealed class SizeRules(HintScope scope)
{
    private const int WholeShape = -1;
    private const int RankOnly = -2;

    private readonly Dictionary<NodeOutput, (InputHints Hints, int Dimension)> _sizes = [];

    /// <summary>Follows sizes of inputs, and notes what products and convolutions ask.</summary>
    public void Apply(Node node)
    {
        switch (node.Work.Name)
        {
            case "Shape" when Whole(node) is { } hints:
                _sizes[node.Output()] = (hints, WholeShape);
                break;
            case "Rank" when Whole(node) is { } hints:
                _sizes[node.Output()] = (hints, RankOnly);
                break;
            case "Identity" or "Cast" when _sizes.TryGetValue(node.Inputs[0], out var same):
                _sizes[node.Output()] = same;
                break;
            case "StridedSlice" when _sizes.TryGetValue(node.Inputs[0], out var whole) && whole.Dimension == WholeShape
                && node.Attributes.Int("shrink_axis_mask", 0) == 1 && scope.Numbers(node.Inputs[1]) is [>= 0 and double at]:
                _sizes[node.Output()] = (whole.Hints, (int)at);
                break;
            case "MatMul" when Whole(node) is { } hints && !node.Attributes.Bool("transpose_a", false):
                hints.Rank ??= 2;
                Ask(hints, 1, scope.SizesOf(node.Inputs[1]) is [var rows, var columns] ? node.Attributes.Bool("transpose_b", false) ? columns : rows : -1);
                break;
            case "Conv2D" or "DepthwiseConv2dNative" when Whole(node) is { } hints:
                hints.Rank ??= 4;
                Ask(hints, 3, scope.SizesOf(node.Inputs[1]) is [_, _, var channels, _] ? channels : -1);
                break;
        }
    }

    /// <summary>Notes that a size must equal a number.</summary>
    /// <returns>Whether the tensor is a size.</returns>
    public bool Require(NodeOutput size, double number)
    {
        if (!_sizes.TryGetValue(size, out (InputHints Hints, int Dimension) found))
            return false;
        if (found.Dimension == RankOnly)
            found.Hints.Rank ??= (int)Math.Clamp(number, 0, 8);
        else if (found.Dimension >= 0)
            Ask(found.Hints, found.Dimension, (long)number);
        return true;
    }

    private InputHints? Whole(Node node) => scope.Of(node.Inputs[0]) is [{ KeepsShape: true } trail] ? trail.Hints : null;

    private static void Ask(InputHints hints, int dimension, long size)
    {
        if (size >= 0)
            hints.Sizes.TryAdd(dimension, size);
    }
}

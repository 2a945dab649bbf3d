using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Embedded.Steps.Recurrences;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Operations.Linear;
using TfKeyedExport.Operations.TensorLists;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning.Recurrences;

/// <summary>How many columns the matrices of a loop's body have, as far as constant weights and declared shapes say so.</summary>
internal sealed class RowWidths
{
    private readonly Dictionary<NodeOutput, int> _widths = [];
    private readonly LoopRoles _loop;
    private readonly Func<NodeOutput, ConstantValue?> _known;

    /// <param name="loop">The loop.</param>
    /// <param name="known">Gives the constants.</param>
    public RowWidths(LoopRoles loop, Func<NodeOutput, ConstantValue?> known)
    {
        (_loop, _known) = (loop, known);
        // A state is as wide as what follows it, which may depend on the state: what was not known on the way may be known the second time.
        for (int i = 0; i < 2; i++)
        {
            foreach (NodeOutput unknown in _widths.Where(w => w.Value < 0).Select(w => w.Key).ToArray())
                _widths.Remove(unknown);
            foreach (NodeOutput result in loop.Body.Results)
                Of(result);
        }
    }

    /// <summary>The width of a tensor; -1 if it is not known.</summary>
    public int Of(NodeOutput output)
    {
        if (_widths.TryGetValue(output, out int width))
            return width;
        // Whoever asks again on the way gets no answer: a state may be said to be as wide as itself.
        _widths[output] = -1;
        return _widths[output] = Find(output);
    }

    /// <summary>The columns of <c>[:, from:to]</c>; a count of -1 if the slice is another one.</summary>
    private static (int First, int Count) Slice(Node slice, int width, Func<NodeOutput, ConstantValue?> known)
    {
        (int, int) none = (0, -1);
        StridedSliceMasks masks = StridedSliceMasks.Of(slice.Attributes);
        bool takesAllRows = (masks.Begin & 1) != 0 && (masks.End & 1) != 0;
        bool keepsDimensions = masks.ShrinkAxis == 0 && masks.TakesDimensionsInOrder;
        if (width < 0 || !takesAllRows || !keepsDimensions)
            return none;
        if (Pair(known(slice.Inputs[1])) is not { } begin || Pair(known(slice.Inputs[2])) is not { } end || Pair(known(slice.Inputs[3])) is not (1, 1))
            return none;
        long first = (masks.Begin & 2) != 0 ? 0 : begin.Second, behind = (masks.End & 2) != 0 ? width : end.Second;
        // What lies outside is cut off, and what is negative counts from the end.
        first = Math.Clamp(first < 0 ? first + width : first, 0, width);
        behind = Math.Clamp(behind < 0 ? behind + width : behind, 0, width);
        return behind > first ? ((int)first, (int)(behind - first)) : none;
    }

    /// <summary>The two whole numbers of a constant vector.</summary>
    public static (long First, long Second)? Pair(ConstantValue? constant) => constant?.Value switch
    {
        { Rank: 1, Count: 2, Type: DataType.Int32 } v => (v.Span<int>()[0], v.Span<int>()[1]),
        { Rank: 1, Count: 2, Type: DataType.Int64 } v => (v.Span<long>()[0], v.Span<long>()[1]),
        _ => null,
    };

    /// <summary>The columns of one piece of a split; a count of -1 if it cuts something else, or does not fit.</summary>
    private static (int First, int Count) Piece(NodeOutput piece, int width, Func<NodeOutput, ConstantValue?> known)
    {
        Node split = piece.Node;
        (int, int) none = (0, -1);
        bool sized = split.Is(ArrayOperations.SplitV);
        int pieces = split.OutputTypes.Count;
        if (width <= 0 || !LoopRoles.IsInteger(known(split.Inputs[sized ? 2 : 0]), out long axis) || axis is not (1 or -1))
            return none;
        if (!sized)
            return width % pieces == 0 ? (piece.Index * (width / pieces), width / pieces) : none;
        if (known(split.Inputs[1])?.Value is not { Rank: 1, Type: DataType.Int32 or DataType.Int64 } sizes || sizes.Count != pieces)
            return none;
        long Size(int i) => sizes.Type == DataType.Int64 ? sizes.Span<long>()[i] : sizes.Span<int>()[i];
        // One piece may take what the others leave, nothing at all even.
        long given = 0;
        int open = -1;
        for (int i = 0; i < pieces; i++)
        {
            if (Size(i) == -1 && open < 0)
                open = i;
            else if (Size(i) < 0 || (given += Size(i)) > width)
                return none;
        }
        if (open < 0 && given != width)
            return none;
        long Taken(int i) => i == open ? width - given : Size(i);
        long first = 0;
        for (int i = 0; i < piece.Index; i++)
            first += Taken(i);
        return Taken(piece.Index) > 0 ? ((int)first, (int)Taken(piece.Index)) : none;
    }

    /// <summary>The columns that a split or a slice takes; a count of -1 if it cuts something else. Null of everything else.</summary>
    /// <param name="output">The tensor.</param>
    /// <param name="widthOf">Gives widths.</param>
    /// <param name="known">Gives the constants.</param>
    public static (NodeOutput Of, int First, int Count)? Part(NodeOutput output, Func<NodeOutput, int> widthOf, Func<NodeOutput, ConstantValue?> known)
    {
        Node node = output.Node;
        if (!node.IsAny(ArrayOperations.Split, ArrayOperations.SplitV, ArrayOperations.StridedSlice))
            return null;
        NodeOutput whole = node.Inputs[node.Is(ArrayOperations.Split) ? 1 : 0];
        (int first, int count) = node.Is(ArrayOperations.StridedSlice) ? Slice(node, widthOf(whole), known) : Piece(output, widthOf(whole), known);
        return (whole, first, count);
    }

    /// <summary>Whether the weights of a product are stored column after column.</summary>
    public static bool IsTransposed(Node product) => product.Work is DenseStep dense ? dense.IsTransposed : product.Attributes.Bool("transpose_b", false);

    private int Find(NodeOutput output)
    {
        Node node = output.Node;
        if (_known(output) is not null)
            return -1;
        int variable = _loop.VariableOf(output);
        if (variable >= 0)
            return _loop.Roles[variable] == LoopRole.State ? Of(_loop.Body.Results[variable]) : -1;
        if (node.Work is DenseStep || node.Is(LinearOperations.MatMul))
            return _known(node.Inputs[1])?.Value is { Rank: 2 } weights ? weights.Dim(IsTransposed(node) ? 0 : 1) : -1;
        if (Part(output, Of, _known) is { } part)
            return part.Count;
        if (node.Is(TensorListOperations.TensorListGetItem))
            return Pair(_known(node.Inputs[2])) is { Second: > 0 } shape ? (int)Math.Min(shape.Second, int.MaxValue) : -1;
        if (node.Is(ElementwiseOperations.SelectV2))
            return Widest([node.Inputs[1], node.Inputs[2]]);
        return node.Work is ElementwiseStep || ElementFunctions.IsOne(node) ? Widest(node.Inputs) : -1;
    }

    // Operands of another width are found out when they are compiled.
    private int Widest(IEnumerable<NodeOutput> operands) => operands.Max(Of);
}

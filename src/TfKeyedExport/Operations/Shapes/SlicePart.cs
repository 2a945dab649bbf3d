using TfKeyedExport.Operations.Attributes;

namespace TfKeyedExport.Operations.Shapes;

/// <summary>What a <c>StridedSlice</c> does with one dimension.</summary>
/// <param name="Dimension">The dimension of its input; -1 for a new one.</param>
internal readonly record struct SlicePart(int Dimension)
{
    /// <summary>Whether one element is taken, and the dimension is gone.</summary>
    public bool Shrinks { get; init; }

    /// <summary>Whether all of it is taken, in order.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether all of it is taken, last to first.</summary>
    public bool IsReversed { get; init; }

    /// <summary>Where it begins; null if that is open, or not known.</summary>
    public SymbolicSize? Begin { get; init; }

    /// <summary>Where it ends; null if that is open, or not known.</summary>
    public SymbolicSize? End { get; init; }

    /// <summary>Whether the end is open.</summary>
    public bool IsOpen { get; init; }

    /// <summary>How far it goes from each place to the next; null if that is not known.</summary>
    public SymbolicSize? Step { get; init; }

    /// <summary>Whether only places are left out, one after the other, and none is jumped over.</summary>
    public bool HasSteps { get; init; }

    /// <summary>What it does with each dimension of its input, and which it puts in, in order.</summary>
    /// <param name="attributes">The node's.</param>
    /// <param name="sizes">Of the input.</param>
    /// <param name="begin">What is known of the second input.</param>
    /// <param name="end">Of the third.</param>
    /// <param name="strides">Of the fourth.</param>
    /// <returns>Null if it is not known.</returns>
    public static SlicePart[]? Of(NodeAttributes attributes, SymbolicSize[] sizes, SymbolicTensor begin, SymbolicTensor end, SymbolicTensor strides)
    {
        if (begin.Sizes is not [{ IsKnown: true, Value: var length }] || length is < 0 or > 31
            || !HasLength(begin, length) || !HasLength(end, length) || !HasLength(strides, length))
            return null;
        StridedSliceMasks masks = StridedSliceMasks.Of(attributes);
        bool Has(int mask, int i) => (mask >> i & 1) != 0;
        var parts = new List<SlicePart>();
        // A new dimension that stands behind the ellipsis is none of the input's, as those before it.
        int named = (int)length - Enumerable.Range(0, (int)length).Count(i => Has(masks.Ellipsis, i) || Has(masks.NewAxis, i));
        int dimension = 0;
        for (int i = 0; i < length; i++)
        {
            if (Has(masks.Ellipsis, i))
            {
                for (int rest = sizes.Length - named; rest > 0; rest--)
                    parts.Add(new SlicePart(dimension++) { IsWhole = true });
            }
            else if (Has(masks.NewAxis, i))
            {
                parts.Add(new SlicePart(-1));
            }
            else if (dimension >= sizes.Length)
            {
                return null;
            }
            else
            {
                bool beginsOpen = Has(masks.Begin, i), endsOpen = Has(masks.End, i), shrinks = Has(masks.ShrinkAxis, i);
                SymbolicSize? first = begin.Content?[i], last = end.Content?[i], step = strides.Content?[i];
                bool isForward = step is { IsKnown: true, Value: 1 };
                parts.Add(new SlicePart(dimension)
                {
                    Shrinks = shrinks,
                    IsWhole = !shrinks && isForward && (beginsOpen || first is { IsKnown: true, Value: 0 }) && (endsOpen || last == sizes[dimension]),
                    IsReversed = !shrinks && step is { IsKnown: true, Value: -1 } && beginsOpen && endsOpen,
                    Begin = beginsOpen && !shrinks ? new SymbolicSize(0) : first,
                    End = endsOpen ? null : last,
                    IsOpen = endsOpen,
                    Step = step,
                    HasSteps = isForward,
                });
                dimension++;
            }
        }
        for (; dimension < sizes.Length; dimension++)
            parts.Add(new SlicePart(dimension) { IsWhole = true });
        return [.. parts];
    }

    private static bool HasLength(SymbolicTensor numbers, long length) => numbers.Content is null || numbers.Content.Length == length;
}

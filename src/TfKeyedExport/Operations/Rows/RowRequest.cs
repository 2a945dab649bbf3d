using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Operations.Shapes;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Operations.Rows;

/// <summary>What a rule for rows may know of a node.</summary>
internal abstract class RowRequest
{
    /// <summary>The number of inputs.</summary>
    public abstract int InputCount { get; }

    /// <summary>The number of outputs.</summary>
    public abstract int OutputCount { get; }

    /// <summary>Whether it adds up, of operations that have a rule in common.</summary>
    public abstract bool IsSum { get; }

    /// <summary>The attributes.</summary>
    public abstract NodeAttributes Attributes { get; }

    /// <summary>What an input has to do with rows.</summary>
    public abstract RowState this[int input] { get; }

    /// <summary>What is known of an input's sizes and elements.</summary>
    public abstract SymbolicTensor Shape(int input);

    /// <summary>Whether an input is a table that certainly has single elements for keys.</summary>
    public abstract bool HasSingleKeys(int input);

    /// <summary>What is known of an output's.</summary>
    public abstract SymbolicTensor OutputShape(int output);

    /// <summary>An input's type.</summary>
    public abstract DataType InputType(int input);

    /// <summary>An output's type.</summary>
    public abstract DataType OutputType(int output);

    /// <summary>The elements of an input that is a constant of whole numbers; null of everything else.</summary>
    public abstract long[]? Integers(int input);

    /// <summary>The number that an input is one more than; null if it is not known to be that.</summary>
    public abstract SymbolicSize? OneMoreThan(int input);

    /// <summary>The number that an input always is; null of everything else.</summary>
    public abstract double? Number(int input);

    /// <summary>What tells a map apart that an input decides, or this node.</summary>
    /// <param name="input">The input; -1 for the node.</param>
    public abstract object Source(int input);

    /// <summary>The map of an axis that has a size; null if it is no axis of entries.</summary>
    public abstract RowMap? MapOf(SymbolicSize size);

    /// <summary>Whether a condition holds wherever the batch has more than one row.</summary>
    public abstract bool HoldsForSeveralRows(int input);

    /// <summary>Whether a size is the same whatever the rows are, and however many.</summary>
    public abstract bool IsShared(SymbolicSize size);

    /// <summary>Whether a symbol is a size of some tensor, or a product of sizes, and so not negative.</summary>
    public abstract bool IsSize(SymbolicSize size);

    /// <summary>The product of two sizes; null if it is not known.</summary>
    public abstract SymbolicSize? Product(SymbolicSize left, SymbolicSize right);

    /// <summary>How wide the matrix is of whose sparse form the node gives coordinates, values and sizes; null if it is not known.</summary>
    /// <param name="sizes">The output that is the sizes.</param>
    public SymbolicSize? WidthOf(int sizes) => OutputShape(sizes).Content is [_, var width] ? width : null;

    /// <summary>The node loses rows.</summary>
    /// <param name="loss">How.</param>
    /// <param name="what">What it does to them, as the end of a sentence that begins with the node.</param>
    public abstract RowState Lost(Loss loss, string what);

    /// <summary>An input has rows in another order than other inputs: whatever made that order is to blame.</summary>
    public abstract RowState Disordered(int input);

    /// <summary>Two inputs' rows are not laid out alike.</summary>
    /// <param name="left">One of them.</param>
    /// <param name="right">The other.</param>
    /// <param name="what">What the node does to them, unless they differ in their order only.</param>
    public RowState Unlike(int left, int right, string what) => Orders.Disordered(this[left], this[right]) switch
    {
        0 => Disordered(left),
        1 => Disordered(right),
        _ => Lost(Loss.Mixed, what),
    };

    /// <summary>Sizes that are new in what the node gives are as large as the largest row wants.</summary>
    public abstract void WidensToWidest();

    /// <summary>The rank of an input; null if it is not known.</summary>
    public int? Rank(int input) => Shape(input).Sizes?.Length;

    /// <summary>The size of an input's dimension; null if it is not known.</summary>
    public SymbolicSize? Size(int input, int dimension) =>
        Shape(input).Sizes is { } sizes && dimension >= 0 && dimension < sizes.Length ? sizes[dimension] : null;

    /// <summary>Whether all sizes of an input but that of one axis are known to be the same whatever the rows are.</summary>
    public bool HasSharedWidths(int input, int axis) =>
        Shape(input).Sizes is { } sizes && !sizes.Where((s, i) => i != axis && !IsShared(s)).Any();

    /// <summary>
    /// Whether stretching inputs to each other's sizes does the same whatever other rows decide: a width of theirs that is 1 in one batch would be
    /// stretched there, and not in another one.
    /// </summary>
    /// <param name="leaveFromEnd">So many last dimensions are not stretched.</param>
    public bool StretchesAlike(int leaveFromEnd = 0)
    {
        var wide = new Dictionary<int, SymbolicSize>();
        for (int pass = 0; pass < 2; pass++)
        {
            for (int i = 0; i < InputCount; i++)
            {
                SymbolicSize[] sizes = Shape(i).Sizes ?? [];
                for (int d = leaveFromEnd + 1; d <= sizes.Length; d++)
                {
                    // A width may be as large as there are rows, and is one for all that.
                    bool isRows = this[i] is RowsState { Axis: var axis } && axis == sizes.Length - d;
                    if (pass == 0 && !isRows && !IsShared(sizes[^d]))
                        wide[d] = sizes[^d];
                    else if (pass == 1 && wide.TryGetValue(d, out SymbolicSize width) && sizes[^d] != width && !sizes[^d].Is(1))
                        return false;
                }
            }
        }
        return true;
    }

    /// <summary>Nothing can be said: something is not known of the node that its rule would have to know.</summary>
    /// <param name="what">What is not known.</param>
    public RowState Unsure(string what) => Lost(Loss.Unknown, $"is not followed: {what}");

    /// <summary>An input that takes part in numbering places, so that its elements follow from where rows stand.</summary>
    public RowState Places() => Lost(Loss.Mixed, "computes with the place at which a row stands in its batch");
}

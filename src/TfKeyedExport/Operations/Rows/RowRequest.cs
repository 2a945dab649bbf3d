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

    /// <summary>The type of the first output.</summary>
    public abstract DataType OutputType { get; }

    /// <summary>What an input has to do with rows.</summary>
    public abstract RowState this[int input] { get; }

    /// <summary>What is known of an input's sizes and elements.</summary>
    public abstract SymbolicTensor Shape(int input);

    /// <summary>What is known of an output's.</summary>
    public abstract SymbolicTensor OutputShape(int output);

    /// <summary>The elements of an input that is a constant of whole numbers; null of everything else.</summary>
    public abstract long[]? Integers(int input);

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

    /// <summary>The node loses rows.</summary>
    /// <param name="loss">How.</param>
    /// <param name="what">What it does to them, as the end of a sentence that begins with the node.</param>
    public abstract RowState Lost(Loss loss, string what);

    /// <summary>Sizes that are new in what the node gives are as large as the largest row wants.</summary>
    public abstract void WidensToWidest();

    /// <summary>The rank of an input; null if it is not known.</summary>
    public int? Rank(int input) => Shape(input).Sizes?.Length;

    /// <summary>The size of an input's dimension; null if it is not known.</summary>
    public SymbolicSize? Size(int input, int dimension) => Shape(input).Sizes is { } sizes && dimension < sizes.Length ? sizes[dimension] : null;

    /// <summary>Nothing can be said: something is not known of the node that its rule would have to know.</summary>
    /// <param name="what">What is not known.</param>
    public RowState Unsure(string what) => Lost(Loss.Unknown, $"is not followed: {what}");

    /// <summary>An input that takes part in numbering places, so that its elements follow from where rows stand.</summary>
    public RowState Places() => Lost(Loss.Mixed, "computes with the place at which a row stands in its batch");
}

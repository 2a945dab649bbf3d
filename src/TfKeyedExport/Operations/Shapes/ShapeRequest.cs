using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Operations.Shapes;

/// <summary>What a shape rule may know of a node: what is known of its inputs, and its attributes.</summary>
internal abstract class ShapeRequest
{
    /// <summary>The number of inputs.</summary>
    public abstract int InputCount { get; }

    /// <summary>The attributes.</summary>
    public abstract NodeAttributes Attributes { get; }

    /// <summary>The type of the output that is asked for.</summary>
    public abstract DataType OutputType { get; }

    /// <summary>Whether it is a depthwise convolution.</summary>
    public abstract bool IsDepthwise { get; }

    /// <summary>Whether an input is a table that certainly has single elements for keys.</summary>
    public abstract bool HasSingleKeys(int input);

    /// <summary>Whether an input is the greater of a number and of something else.</summary>
    public abstract bool IsAtLeast(int input, SymbolicSize number);

    /// <summary>What is known of an input.</summary>
    public abstract SymbolicTensor this[int input] { get; }

    /// <summary>The elements of an input that is a constant of whole numbers; null of everything else.</summary>
    public abstract long[]? Integers(int input);

    /// <summary>A size of the output that nothing else is known to equal.</summary>
    /// <param name="dimension">The dimension that it is the size of; <see cref="ViewShapes.UnknownElement"/> if it is an element.</param>
    public abstract SymbolicSize Fresh(int dimension);

    /// <summary>
    /// Whether a number or symbol is a size, or a product of sizes, and so not negative: an element may be -1 in a call, and leave a size open.
    /// </summary>
    public abstract bool IsSize(SymbolicSize size);

    /// <summary>The product of two sizes; null if it is larger than numbers go.</summary>
    public abstract SymbolicSize? Product(SymbolicSize left, SymbolicSize right);

    /// <summary>
    /// What the divisor must be multiplied with to get the dividend; null if that is not known. Where a call brings a divisor of 0, what an open size is
    /// then is another matter, so that nothing is said of such divisors to whoever asks about empty calls too.
    /// </summary>
    public abstract SymbolicSize? Quotient(SymbolicSize dividend, SymbolicSize divisor);
}

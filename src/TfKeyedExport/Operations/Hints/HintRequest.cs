using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Operations.Hints;

/// <summary>
/// What a hint rule may know of a node, and where it notes what it found out. An input or output that is not there has no trails and takes none.
/// </summary>
internal abstract class HintRequest
{
    /// <summary>The whole shape of an input, where a size of it is meant: see <see cref="SizeOf"/>.</summary>
    public const int WholeShape = -1;

    /// <summary>The number of an input's dimensions, where a size of it is meant.</summary>
    public const int RankOnly = -2;

    /// <summary>The attributes.</summary>
    public abstract NodeAttributes Attributes { get; }

    /// <summary>The number of inputs.</summary>
    public abstract int InputCount { get; }

    /// <summary>The types of the outputs.</summary>
    public abstract IReadOnlyList<DataType> OutputTypes { get; }

    /// <summary>How an input's elements come from the signature's inputs; none if they do not.</summary>
    public abstract IReadOnlyList<Trail> Trails(int input);

    /// <summary>Notes how an output's elements come from the signature's inputs.</summary>
    public abstract void Set(int output, IReadOnlyList<Trail> trails);

    /// <summary>Notes what a table was asked for to give an output.</summary>
    public abstract void SetLookedUp(int output, IReadOnlyList<Trail> trails);

    /// <summary>The keys of the table that an input is; null if they are not known.</summary>
    public abstract Tensor? KeysOf(int input);

    /// <summary>The numbers that an input always holds, in whatever shape; null if they are not known.</summary>
    public abstract double[]? Numbers(int input);

    /// <summary>The value of an input that is a constant; null of everything else.</summary>
    public abstract Tensor? Constant(int input);

    /// <summary>The sizes of an input, -1 where only a call tells; null if not even their number is known.</summary>
    public abstract long[]? SizesOf(int input);

    /// <summary>
    /// The signature's input of which an input is a size, and the dimension, <see cref="WholeShape"/> or <see cref="RankOnly"/>; null if it is none.
    /// </summary>
    public abstract (InputHints Hints, int Dimension)? SizeOf(int input);

    /// <summary>Notes that an output is a size of one of the signature's inputs.</summary>
    public abstract void SetSizeOf(int output, InputHints hints, int dimension);

    /// <summary>Notes what follows from a condition that must hold.</summary>
    public abstract void Require(int input);

    /// <summary>The numbers of the inputs that one declared argument stands for.</summary>
    public abstract Range Inputs(string argument);

    /// <summary>The numbers of the outputs that one declared argument stands for.</summary>
    public abstract Range Outputs(string argument);

    /// <summary>The signature's input that an input is, shape and all; null if it is none, or more than one.</summary>
    public InputHints? Whole(int input) => Trails(input) is [{ KeepsShape: true } trail] ? trail.Hints : null;

    /// <summary>Notes the same of all outputs.</summary>
    public void SetAll(IReadOnlyList<Trail> trails)
    {
        for (int i = 0; i < OutputTypes.Count; i++)
            Set(i, trails);
    }
}

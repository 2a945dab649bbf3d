using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Serving.Batching;

/// <summary>What requests must have in common to be run in one batch: the shapes of their rows, and the values of inputs that have no rows.</summary>
internal sealed class BatchKey
{
    private readonly IReadOnlyList<bool> _isBatched;
    private readonly bool _anyLength;
    private readonly Tensor[] _example;

    /// <summary>The key of a request.</summary>
    /// <param name="isBatched">For each input whether it has rows.</param>
    /// <param name="inputs">The request's inputs.</param>
    /// <param name="anyLength">Whether rows of other lengths are filled up.</param>
    public BatchKey(IReadOnlyList<bool> isBatched, Tensor[] inputs, bool anyLength)
    {
        _isBatched = isBatched;
        _anyLength = anyLength;
        _example = [.. inputs.Select((t, i) => isBatched[i] && t.Shape.Rank > 0 ? Empty(t) : t)];
    }

    /// <summary>Whether a request has this key.</summary>
    public bool Fits(Tensor[] inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            Tensor input = inputs[i], example = _example[i];
            bool same = !_isBatched[i] ? input.BitEquals(example) : _anyLength ? input.Shape.Rank == example.Shape.Rank : input.SameRowShape(example);
            if (!same)
                return false;
        }
        return true;
    }

    // Of what has rows, the shape is kept, and no client's rows: neither in sight nor in memory.
    private static Tensor Empty(Tensor input)
    {
        TensorShape none = input.Shape.WithBatch(0);
        return input.Type == DataType.String ? Tensor.FromStrings(none, StringValues.Empty) : Tensor.FromBytes(input.Type, none, default);
    }
}

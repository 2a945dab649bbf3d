using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Serving.Batching;

/// <summary>A request of more rows than one call of the model takes: its pieces are run apart, and their answers put together again.</summary>
/// <param name="whole">The request.</param>
/// <param name="pieces">How many pieces it has.</param>
internal sealed class SplitCall(PendingCall whole, int pieces)
{
    private readonly Tensor[][] _answers = new Tensor[pieces][];
    private int _open = pieces;
    private Exception? _error;

    /// <summary>Cuts a request's rows.</summary>
    /// <param name="whole">The request.</param>
    /// <param name="isBatched">For each input whether it has rows.</param>
    /// <param name="sizes">The number of rows of each piece; together all of them.</param>
    public static IReadOnlyList<PendingCall> Cut(PendingCall whole, IReadOnlyList<bool> isBatched, IReadOnlyList<int> sizes)
    {
        var split = new SplitCall(whole, sizes.Count);
        var pieces = new PendingCall[sizes.Count];
        int start = 0;
        for (int i = 0; i < pieces.Length; i++)
        {
            var inputs = new Tensor[whole.Inputs.Length];
            for (int input = 0; input < inputs.Length; input++)
                inputs[input] = isBatched[input] ? BatchTensors.Slice(whole.Inputs[input], start, sizes[i]) : whole.Inputs[input];
            pieces[i] = new Piece(split, i, inputs, sizes[i]);
            start += sizes[i];
        }
        return pieces;
    }

    private void Answer(int piece, Tensor[] outputs)
    {
        _answers[piece] = outputs;
        Finish();
    }

    private void Fail(Exception error)
    {
        Interlocked.CompareExchange(ref _error, error, null);
        Finish();
    }

    private void Finish()
    {
        if (Interlocked.Decrement(ref _open) > 0)
            return;
        if (_error is { } error)
        {
            whole.Fail(error);
            return;
        }
        try
        {
            whole.Complete([.. Enumerable.Range(0, _answers[0].Length).Select(Joined)]);
        }
        catch (Exception e)
        {
            whole.Fail(e);
        }
    }

    private Tensor Joined(int output)
    {
        Tensor[] parts = [.. _answers.Select(a => a[output])];
        return parts.All(p => p.SameRowShape(parts[0]))
            ? BatchTensors.Join(parts, 0)
            : throw new ServingFault(Code.FailedPrecondition, "the pieces of a request were answered with rows of different shapes");
    }

    private sealed class Piece(SplitCall split, int number, Tensor[] inputs, int rows)
        : PendingCall(inputs, rows, split.Whole.Terms)
    {
        public override bool IsWhole => false;

        public override void Complete(Tensor[] outputs) => split.Answer(number, outputs);

        public override void Fail(Exception error) => split.Fail(error);
    }

    private PendingCall Whole => whole;
}

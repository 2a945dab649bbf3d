using System.Runtime.InteropServices;
using TfKeyedExport.Errors;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Serving.Batching;

/// <summary>
/// A request whose rows do not run in one call of the model: pieces are cut off as there is room for them, run apart, and their answers put together again.
/// </summary>
/// <param name="whole">The request.</param>
/// <param name="isBatched">For each input whether it has rows.</param>
/// <param name="mostBytes">The most bytes that the pieces' answers may have together.</param>
internal sealed class SplitCall(PendingCall whole, IReadOnlyList<bool> isBatched, long mostBytes)
{
    private readonly Lock _gate = new();
    private readonly List<Tensor[]?> _answers = [];
    private int _cut;
    private int _open;
    private long _bytes;
    private Exception? _error;

    /// <summary>Cuts the next piece off.</summary>
    /// <param name="rows">How many rows it has.</param>
    public PendingCall Next(int rows)
    {
        lock (_gate)
        {
            var piece = new Piece(this, _answers.Count, _cut, rows) { Entered = whole.Entered };
            _answers.Add(null);
            _cut += rows;
            _open++;
            return piece;
        }
    }

    private Tensor[] Inputs(int start, int rows)
    {
        var inputs = new Tensor[whole.Inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
            inputs[i] = isBatched[i] ? BatchTensors.Slice(whole.Inputs[i], start, rows) : whole.Inputs[i];
        return inputs;
    }

    private void End(int piece, Tensor[]? outputs, Exception? error)
    {
        lock (_gate)
        {
            _answers[piece] = outputs;
            _bytes += outputs?.Sum(BatchTensors.BytesOf) ?? 0;
            _error ??= error ?? (_bytes > mostBytes ? TooLarge(_bytes) : null);
            // Nobody is going to read them.
            if (_error is not null)
                CollectionsMarshal.AsSpan(_answers).Clear();
            if (--_open > 0 || _cut < whole.Rows)
                return;
        }
        if (_error is not null)
        {
            whole.Fail(_error);
            return;
        }
        try
        {
            whole.Complete([.. Enumerable.Range(0, _answers[0]!.Length).Select(Joined)]);
        }
        catch (Exception e)
        {
            whole.Fail(e);
        }
    }

    private static TfKeyedException TooLarge(long bytes) => TfKeyedException.Limit(
        $"the answers to parts of the request have {bytes >> 20} MiB by now, more than a call may hold", null, "send fewer rows, or raise --memory-limit");

    private Tensor Joined(int output)
    {
        Tensor[] parts = [.. _answers.Select(a => a![output])];
        return parts.All(p => p.SameRowShape(parts[0]))
            ? BatchTensors.Join(parts, 0)
            : throw new ServingFault(Code.FailedPrecondition, "the pieces of a request were answered with rows of different shapes");
    }

    private sealed class Piece(SplitCall split, int number, int start, int rows) : PendingCall([], rows, split.Whole.Terms)
    {
        private Tensor[]? _inputs;

        // Made by the thread that runs it, and not under the lock under which it is cut.
        public override Tensor[] Inputs => _inputs ??= split.Inputs(start, Rows);

        public override bool IsWhole => false;

        // What is left of a request that fails is not worth running.
        public override Exception? GivenUp => Volatile.Read(ref split._error);

        public override void Complete(Tensor[] outputs) => split.End(number, outputs, null);

        public override void Fail(Exception error) => split.End(number, null, error);
    }

    private PendingCall Whole => whole;
}

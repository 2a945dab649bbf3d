using System.Threading.Tasks.Sources;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Batching;

/// <summary>A request, or a part of one, that waits to be run. It is answered once.</summary>
internal class PendingCall : IValueTaskSource<Tensor[]>
{
    private readonly Tensor[] _inputs;
    private SplitCall? _split;
    private ManualResetValueTaskSourceCore<Tensor[]> _answer = new() { RunContinuationsAsynchronously = true };

    /// <summary>Makes a call.</summary>
    /// <param name="inputs">Its inputs, in the signature's order.</param>
    /// <param name="rows">How many rows it has.</param>
    /// <param name="terms">How long it may go on.</param>
    public PendingCall(Tensor[] inputs, int rows, CallTerms terms)
    {
        _inputs = inputs;
        Rows = rows;
        Terms = terms;
    }

    /// <summary>The inputs, in the signature's order.</summary>
    public virtual Tensor[] Inputs => _inputs;

    /// <summary>How many rows it has.</summary>
    public int Rows { get; }

    /// <summary>How long it may go on.</summary>
    public CallTerms Terms { get; }

    /// <summary>Whether it is a request, and not a piece of one, whose answer must have a row for each of its rows.</summary>
    public virtual bool IsWhole => true;

    /// <summary>Why it need not be run any more; null if it must.</summary>
    public virtual Exception? GivenUp => null;

    /// <summary>When it began to wait.</summary>
    public long Entered { get; set; }

    /// <summary>The answer, when it is there.</summary>
    public ValueTask<Tensor[]> Answer => new(this, _answer.Version);

    /// <summary>Cuts the next piece off.</summary>
    /// <param name="isBatched">For each input whether it has rows.</param>
    /// <param name="rows">How many rows it has; it is answered when pieces for all rows are.</param>
    /// <param name="mostBytes">The most bytes that the pieces' answers may have together.</param>
    public PendingCall Cut(IReadOnlyList<bool> isBatched, int rows, long mostBytes) => (_split ??= new SplitCall(this, isBatched, mostBytes)).Next(rows);

    /// <summary>Answers.</summary>
    public virtual void Complete(Tensor[] outputs) => _answer.SetResult(outputs);

    /// <summary>Answers with an error.</summary>
    public virtual void Fail(Exception error) => _answer.SetException(error);

    Tensor[] IValueTaskSource<Tensor[]>.GetResult(short token) => _answer.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<Tensor[]>.GetStatus(short token) => _answer.GetStatus(token);

    void IValueTaskSource<Tensor[]>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _answer.OnCompleted(continuation, state, token, flags);
}

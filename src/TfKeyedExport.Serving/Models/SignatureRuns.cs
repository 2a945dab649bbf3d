using TfKeyedExport.Hosting;
using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Models;

/// <summary>Runs a signature's model, and knows what that takes.</summary>
/// <param name="runner">The signature.</param>
/// <param name="prepareForAnyShape">Makes it ready for inputs of other shapes than those declared; called when the first comes.</param>
/// <param name="options">How it is served.</param>
/// <param name="observer">Told of calls.</param>
/// <param name="time">The clock.</param>
internal sealed class SignatureRuns(
    ISignatureRunner runner, Func<ISignatureRunner> prepareForAnyShape, SignatureOptions options, ISignatureObserver observer, TimeProvider time)
    : IBatchRunner
{
    private readonly RunCost _cost = new(time);
    private ISignatureRunner? _anyShape;
    private volatile IReadOnlyList<bool> _hasRows = [];
    private bool? _mayBeEnded;

    /// <inheritdoc/>
    /// <remarks>As it was decided last: what was taken in before another decision is run by it.</remarks>
    public IReadOnlyList<bool> IsBatched
    {
        get => _hasRows;
        set => _hasRows = value;
    }

    /// <summary>Runs the model.</summary>
    /// <param name="inputs">The inputs, in the signature's order.</param>
    /// <param name="rows">How many rows they have.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <param name="deadline">From when on it is not begun any more, as a timestamp of the clock.</param>
    /// <returns>The outputs, in the signature's order.</returns>
    public Tensor[] Run(Tensor[] inputs, int rows, CancellationToken cancellation, long deadline = long.MaxValue)
    {
        long started = time.GetTimestamp();
        if (deadline <= started)
            throw ServingFault.TooLate();
        var outputs = new Tensor[runner.Signature.Outputs.Count];
        (SignatureInputs.FitDeclared(inputs, runner.Signature) ? runner : _anyShape ??= prepareForAnyShape()).Run(inputs, outputs, cancellation);
        TimeSpan took = time.GetElapsedTime(started);
        // What may have written half of its state must not be ended and begun again. Found out once, by the first call, which is nobody's cheap one.
        if (options.ShortRuns is not null)
            _mayBeEnded ??= options.EndsEarly && !options.MayWrite();
        _cost.Note(rows, took);
        observer.Run(rows, took);
        return outputs;
    }

    /// <inheritdoc/>
    Tensor[] IBatchRunner.Run(Tensor[] inputs, int rows, int padding, CancellationToken cancellation) => Run(inputs, rows, cancellation);

    /// <inheritdoc/>
    public TimeSpan? Estimate(int rows) => _cost.Estimate(rows);

    /// <inheritdoc cref="RunCost.IsFastAlone"/>
    public bool IsFastAlone(int rows) => _cost.IsFastAlone(rows);

    /// <inheritdoc/>
    public bool MayRunHere(int rows, out CancellationToken until)
    {
        until = default;
        if (!_cost.IsCheap(rows))
            return false;
        if (options.ShortRuns is not { } shortRuns)
            return true;
        if (_mayBeEnded != true)
            return false;
        until = shortRuns.Begin();
        return true;
    }

    /// <inheritdoc/>
    public void TookTooLong() => _cost.Surprise();

    /// <inheritdoc/>
    public void Observe(int calls, int rows, int padding, TimeSpan waited, BatchClosing closed) => observer.Batch(calls, rows, padding, waited, closed);

    /// <inheritdoc/>
    public void Waited(TimeSpan waited) => observer.Waited(waited);
}

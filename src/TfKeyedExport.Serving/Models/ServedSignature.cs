using System.Diagnostics;
using System.Globalization;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Hosting;
using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Clients;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Serving.Threads;
using TfKeyedExport.Serving.Tracing;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Models;

/// <summary>A signature that answers calls: by itself, or joined with others' rows where that is known to be safe.</summary>
internal sealed class ServedSignature : IBatchRunner, IDisposable
{
    // Once may be a client's bad luck; so often, it is the model.
    private const int MostKeyFaults = 8;

    private readonly ISignatureRunner _runner;
    private readonly Func<ISignatureRunner> _prepareForAnyShape;
    private readonly WorkThreads _threads;
    private readonly ISignatureObserver _observer;
    private readonly TimeProvider _time;
    private readonly RunCost _cost;
    private ISignatureRunner? _anyShape;
    private volatile Joined? _joined;
    private volatile SoloLane? _solo;
    private volatile IReadOnlyList<bool> _hasRows = [];
    private volatile JoinState _state = JoinState.Off;
    private bool? _mayBeEnded;
    private int _keyFaults;

    /// <summary>Takes over a signature that is ready to run.</summary>
    /// <param name="runner">The signature.</param>
    /// <param name="prepareForAnyShape">Makes it ready for inputs of other shapes than those declared; called when the first comes.</param>
    /// <param name="keys">Its keys.</param>
    /// <param name="threads">Where calls run that take long.</param>
    /// <param name="observer">Told of calls.</param>
    /// <param name="time">The clock.</param>
    public ServedSignature(
        ISignatureRunner runner, Func<ISignatureRunner> prepareForAnyShape, IReadOnlyList<KeyPosition> keys, WorkThreads threads, ISignatureObserver observer,
        TimeProvider time)
    {
        _runner = runner;
        _prepareForAnyShape = prepareForAnyShape;
        _threads = threads;
        _observer = observer;
        _time = time;
        _cost = new RunCost(time);
        Keys = keys;
        InputNames = [.. runner.Signature.Inputs.Select(i => i.Name)];
        Rest = new RestSignature(runner.Signature);
    }

    /// <summary>The signature.</summary>
    public ModelSignature Signature => _runner.Signature;

    /// <summary>The signature as REST bodies have it.</summary>
    public RestSignature Rest { get; }

    /// <summary>Its keys.</summary>
    public IReadOnlyList<KeyPosition> Keys { get; }

    /// <summary>Tells whether calls may change the model, or nobody knows.</summary>
    public required Func<bool> MayWrite { get; init; }

    /// <summary>
    /// Ends calls that take longer than they were to take; null where the threads that bring calls carry nothing else. Calls of a signature that
    /// <see cref="EndsEarly"/> does not hold for are then run elsewhere.
    /// </summary>
    public ShortRuns? ShortRuns { get; init; }

    /// <summary>The most rows of one call.</summary>
    public int MaxRows { get; init; } = int.MaxValue;

    /// <summary>Whether the engine ends a call soon after it is told to.</summary>
    public bool EndsEarly { get; init; }

    /// <summary>As what its rows are logged; null if they never are.</summary>
    public LoggedSignature? Logged { get; init; }

    /// <summary>What a request's keys must be like.</summary>
    public KeyRules Rules { get; init; } = KeyRules.None;

    /// <summary>Whether it answers nobody any more, since keys came back too often that were not those that were sent.</summary>
    public bool IsQuarantined => Volatile.Read(ref _keyFaults) >= MostKeyFaults;

    /// <inheritdoc/>
    public IReadOnlyList<string> InputNames { get; }

    /// <summary>Whether its rows are joined with those of other requests, and why.</summary>
    public JoinState JoinState => _state;

    /// <inheritdoc/>
    /// <remarks>As it was decided last: what was taken in before another decision is run by it.</remarks>
    IReadOnlyList<bool> IBatchRunner.IsBatched => _hasRows;

    /// <summary>Joins its rows with those of other requests from now on, or does so no more.</summary>
    /// <param name="decision">Whether that is safe.</param>
    /// <param name="scheduler">Runs batches.</param>
    /// <param name="settings">The rules of batching.</param>
    public void Decide(JoinDecision decision, BatchScheduler scheduler, BatchSettings settings)
    {
        Joined? before = _joined;
        if (decision.State.IsJoined)
            _hasRows = decision.HasRows;
        _solo ??= new SoloLane(scheduler, settings, this);
        _joined = decision.State.IsJoined ? new Joined(decision, new SignatureBatcher(scheduler, settings, this), settings) : null;
        _state = decision.State;
        before?.Batcher.Retire();
    }

    /// <summary>Says why its rows are not joined.</summary>
    public void Explain(JoinState state) => _state = state;

    /// <summary>Answers a call.</summary>
    /// <param name="inputs">The inputs, in the signature's order.</param>
    /// <param name="terms">How long it may go on.</param>
    /// <returns>The outputs, in the signature's order.</returns>
    /// <exception cref="ServingFault">An input has the wrong type, the queue is full, or a key got lost.</exception>
    public async ValueTask<Tensor[]> Run(Tensor[] inputs, CallTerms terms)
    {
        Reach(terms);
        long started = terms.Span is null ? 0 : _time.GetTimestamp();
        terms.Span?.Trace?.AddEvent(new ActivityEvent(TraceNames.RequestRead)).SetTag(TraceNames.Rows, RowsOf(inputs));
        CheckRules(inputs, terms.Client);
        CallLog? log = terms.Span?.Log;
        log?.Begin();
        Tensor[] outputs = await Start(inputs, terms).ConfigureAwait(false);
        CheckKeys(inputs, outputs);
        if (terms.Span is { } span)
        {
            _observer.Answered(span.Kind, RowsOf(inputs), _time.GetElapsedTime(started));
            span.Trace?.AddEvent(new ActivityEvent(TraceNames.AnswerReady));
        }
        if (log is not null && Logged is { } logged)
            log.Sink.Take(log, logged, inputs, outputs);
        return outputs;
    }

    /// <summary>Says that a call has found this signature, whatever becomes of it.</summary>
    public void Reach(CallTerms terms) => terms.Span?.Reached = _observer;

    /// <inheritdoc/>
    Tensor[] IBatchRunner.Run(Tensor[] inputs, int rows, int padding, CancellationToken cancellation) => RunNow(inputs, rows, cancellation);

    /// <inheritdoc/>
    public TimeSpan? Estimate(int rows) => _cost.Estimate(rows);

    /// <inheritdoc/>
    public bool MayRunHere(int rows, out CancellationToken until)
    {
        until = default;
        if (!_cost.IsCheap(rows))
            return false;
        if (ShortRuns is null)
            return true;
        if (_mayBeEnded != true)
            return false;
        until = ShortRuns.Begin();
        return true;
    }

    /// <inheritdoc/>
    public void TookTooLong() => _cost.Surprise();

    /// <inheritdoc/>
    public void Observe(int calls, int rows, int padding, TimeSpan waited, BatchClosing closed) => _observer.Batch(calls, rows, padding, waited, closed);

    /// <inheritdoc/>
    public void Waited(TimeSpan waited) => _observer.Waited(waited);

    /// <summary>How many batches wait.</summary>
    public int WaitingBatches => (_joined?.Batcher.Waiting ?? 0) + (_solo?.Waiting ?? 0);

    /// <summary>Runs what waits for company, so that its version can go.</summary>
    public void Flush() => _joined?.Batcher.Retire();

    /// <inheritdoc/>
    public void Dispose() => _joined?.Batcher.Dispose();

    private void CheckRules(Tensor[] inputs, Client client)
    {
        if (IsQuarantined)
        {
            throw new ServingFault(
                Code.Unavailable,
                $"signature {Signature.Name} is in quarantine: its keys came back changed {MostKeyFaults} times; "
                    + "load a version that keeps them (tfkeyed check)");
        }
        if (ReferenceEquals(Rules, KeyRules.None))
            return;
        foreach (KeyPosition key in Keys)
        {
            if (Rules.Check(InputNames[key.Input], inputs[key.Input], client))
                _observer.EqualKeys();
        }
    }

    private ValueTask<Tensor[]> Start(Tensor[] inputs, CallTerms terms)
    {
        CheckTypes(inputs);
        if (_solo is { IsStrict: true })
            CheckCommonRows(inputs);
        int rows = RowsOf(inputs);
        if (rows > MaxRows)
        {
            throw ServingFault.Invalid(string.Create(
                CultureInfo.InvariantCulture, $"the request has {rows} rows, and may have {MaxRows} (--max-rows): send it in parts"));
        }
        if (_joined is { } joined && joined.Takes(inputs, Signature, FitsDeclared(inputs)) && RowsOf(inputs, joined.Decision.HasRows) is { } common)
        {
            var call = new PendingCall(inputs, common, terms);
            if (joined.Batcher.TrySubmit(call))
            {
                _observer.Joined(common, joined.Inputs);
                return call.Answer;
            }
        }
        if (_solo is { } solo)
            return solo.Submit(new PendingCall(inputs, rows, terms));
        return MayRunHere(rows, out CancellationToken until) ? RunHere(inputs, rows, terms, until) : RunElsewhere(inputs, rows, terms);
    }

    private ValueTask<Tensor[]> RunHere(Tensor[] inputs, int rows, CallTerms terms, CancellationToken until)
    {
        using Activity? trace = Traces.BeginRun(terms.Span?.Trace, rows);
        try
        {
            return new ValueTask<Tensor[]>(RunNow(inputs, rows, until, terms.Deadline));
        }
        catch (OperationCanceledException) when (until.IsCancellationRequested)
        {
            TookTooLong();
            return RunElsewhere(inputs, rows, terms);
        }
    }

    private ValueTask<Tensor[]> RunElsewhere(Tensor[] inputs, int rows, CallTerms terms)
    {
        var call = new PendingCall(inputs, rows, terms);
        // Made here: a request that was answered gives no token any more.
        var watch = new CallWatch(terms, _time);
        _threads.Start(() =>
        {
            using (watch)
            {
                Activity? trace = Traces.BeginRun(terms.Span?.Trace, rows);
                try
                {
                    watch.Token.ThrowIfCancellationRequested();
                    Tensor[] outputs = RunNow(inputs, rows, watch.Token);
                    // Before the call goes on, which may end before this thread does.
                    trace?.Dispose();
                    call.Complete(outputs);
                }
                catch (Exception e)
                {
                    Traces.Failed(trace, e);
                    trace?.Dispose();
                    call.Fail(watch.Explain(e));
                }
            }
        });
        return call.Answer;
    }

    private Tensor[] RunNow(Tensor[] inputs, int rows, CancellationToken cancellation, long deadline = long.MaxValue)
    {
        long started = _time.GetTimestamp();
        if (deadline <= started)
            throw new ServingFault(Code.DeadlineExceeded, "the deadline passed before the model ran");
        var outputs = new Tensor[Signature.Outputs.Count];
        (FitsDeclared(inputs) ? _runner : _anyShape ??= _prepareForAnyShape()).Run(inputs, outputs, cancellation);
        TimeSpan took = _time.GetElapsedTime(started);
        // What may have written half of its state must not be ended and begun again. Found out once, by the first call, which is nobody's cheap one.
        if (ShortRuns is not null)
            _mayBeEnded ??= EndsEarly && !MayWrite();
        _cost.Note(rows, took);
        _observer.Run(rows, took);
        return outputs;
    }

    // What TensorFlow Serving refuses as soon as it joins requests, though a call by itself is answered.
    private static void CheckCommonRows(Tensor[] inputs)
    {
        if (inputs.Length == 0)
            throw ServingFault.Invalid("Batching Run() must have at least one input tensor");
        if (Array.Exists(inputs, i => i.Shape.Rank == 0))
            throw ServingFault.Invalid("Batching Run() input tensors must have at least one dimension");
        if (Array.Exists(inputs, i => i.Shape[0] != inputs[0].Shape[0]))
            throw ServingFault.Invalid("Batching Run() input tensors must have equal 0th-dimension size");
    }

    private void CheckTypes(Tensor[] inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            DataType declared = Signature.Inputs[i].Type;
            if (inputs[i].Type != declared)
            {
                throw ServingFault.Invalid(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Expects arg[{i}] ({InputNames[i]}) to be {TypeNames.Of(declared)} but {TypeNames.Of(inputs[i].Type)} is provided"));
            }
        }
    }

    private bool FitsDeclared(Tensor[] inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!inputs[i].Shape.Fits(Signature.Inputs[i].Shape))
                return false;
        }
        return true;
    }

    private static int RowsOf(Tensor[] inputs) => inputs.Length > 0 && inputs[0].Shape.Rank > 0 ? (int)inputs[0].Shape[0] : 1;

    // The number of rows that all inputs with rows have; null if they disagree, or there are none.
    private static int? RowsOf(Tensor[] inputs, IReadOnlyList<bool> hasRows)
    {
        long rows = -1;
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!hasRows[i])
                continue;
            if (inputs[i].Shape.Rank == 0 || (rows >= 0 && inputs[i].Shape[0] != rows))
                return null;
            rows = inputs[i].Shape[0];
        }
        return rows is > 0 and <= int.MaxValue ? (int)rows : null;
    }

    // Whatever the model, the batcher and the engine did: a key that is not the one that was sent is an error, and never an answer.
    private void CheckKeys(Tensor[] inputs, Tensor[] outputs)
    {
        foreach (KeyPosition key in Keys)
        {
            if (outputs[key.Output].BitEquals(inputs[key.Input]) || IsFilledUp(outputs[key.Output], inputs[key.Input]))
                continue;
            _observer.KeyFault();
            Interlocked.Increment(ref _keyFaults);
            throw new ServingFault(
                Code.Internal,
                $"the keys that came back as '{Signature.Outputs[key.Output].Name}' are not those that were sent as '{Signature.Inputs[key.Input].Name}'; "
                    + "the answer was thrown away");
        }
    }

    // Rows that are filled up to the length of others' come back so: it is what the operator asked for.
    private bool IsFilledUp(Tensor output, Tensor input) =>
        _joined is { Settings.PadsVariableLengths: true } && input.Shape.Rank > 1 && output.Shape.Rank == input.Shape.Rank && output.Shape != input.Shape;

    private sealed record Joined(JoinDecision Decision, SignatureBatcher Batcher, BatchSettings Settings)
    {
        public int Inputs { get; } = Decision.HasRows.Count(r => r);

        // A verdict holds for the ranks that are declared; where none is, rows of one element each were tried.
        public bool Takes(Tensor[] inputs, ModelSignature signature, bool fitsDeclared)
        {
            bool isCovered = fitsDeclared;
            for (int i = 0; i < inputs.Length && isCovered; i++)
                isCovered = signature.Inputs[i].Shape.HasRank || !Decision.HasRows[i] || inputs[i].Shape.Rank == 1;
            return isCovered || (RankList.Of(inputs) is { } ranks && Decision.ProvedRanks.Contains(ranks));
        }
    }
}

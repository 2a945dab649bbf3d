using System.Diagnostics;
using System.Globalization;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Hosting;
using TfKeyedExport.Serving.Batching;
using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Terms;
using TfKeyedExport.Serving.Tracing;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Models;

/// <summary>A signature that answers calls: by itself, or joined with others' rows where that is known to be safe.</summary>
internal sealed class ServedSignature : IDisposable
{
    private readonly BatchScheduler _scheduler;
    private readonly ISignatureObserver _observer;
    private readonly SignatureOptions _options;
    private readonly SignatureRuns _runs;
    private readonly KeyGuard _guard;
    private readonly TimeProvider _time;
    private volatile Joined? _joined;
    private volatile SoloLane _solo;
    private volatile JoinState _state = JoinState.Off;

    // Where batching is off, who may run calls at once does not stand in line for it.
    private volatile bool _isUnbatched = true;

    /// <summary>Takes over a signature that is ready to run.</summary>
    /// <param name="runner">The signature.</param>
    /// <param name="prepareForAnyShape">Makes it ready for inputs of other shapes than those declared; called when the first comes.</param>
    /// <param name="keys">Its keys.</param>
    /// <param name="options">How it is served.</param>
    /// <param name="scheduler">Runs what is not run at once.</param>
    /// <param name="observer">Told of calls.</param>
    public ServedSignature(
        ISignatureRunner runner, Func<ISignatureRunner> prepareForAnyShape, IReadOnlyList<KeyPosition> keys, SignatureOptions options,
        BatchScheduler scheduler, ISignatureObserver observer)
    {
        Signature = runner.Signature;
        Keys = keys;
        Rest = new RestSignature(runner.Signature);
        _options = options;
        _scheduler = scheduler;
        _observer = observer;
        _time = scheduler.Time;
        _runs = new SignatureRuns(runner, prepareForAnyShape, options, observer, _time);
        _guard = new KeyGuard(runner.Signature, keys, options.Rules, observer);
        _solo = new SoloLane(scheduler, BatchSettings.Unbatched(options.MaxWaiting), _runs);
    }

    /// <summary>The signature.</summary>
    public ModelSignature Signature { get; }

    /// <summary>The signature as REST bodies have it.</summary>
    public RestSignature Rest { get; }

    /// <summary>Its keys.</summary>
    public IReadOnlyList<KeyPosition> Keys { get; }

    /// <summary>Tells whether calls may change the model, or nobody knows.</summary>
    public Func<bool> MayWrite => _options.MayWrite;

    /// <inheritdoc cref="KeyGuard.IsQuarantined"/>
    public bool IsQuarantined => _guard.IsQuarantined;

    /// <summary>Whether its rows are joined with those of other requests, and why.</summary>
    public JoinState JoinState => _state;

    /// <inheritdoc cref="IBatchRunner.Estimate"/>
    public TimeSpan? Estimate(int rows) => _runs.Estimate(rows);

    /// <summary>How many batches, or calls by themselves, wait.</summary>
    public int WaitingBatches => (_joined?.Batcher.Waiting ?? 0) + _solo.Waiting;

    /// <summary>Joins its rows with those of other requests from now on, or does so no more.</summary>
    /// <param name="decision">Whether that is safe.</param>
    /// <param name="settings">The rules of batching.</param>
    public void Decide(JoinDecision decision, BatchSettings settings)
    {
        Joined? before = _joined;
        if (decision.State.IsJoined)
            _runs.IsBatched = decision.HasRows;
        if (_isUnbatched)
        {
            _solo = new SoloLane(_scheduler, settings.Solo(), _runs);
            _isUnbatched = false;
        }
        _joined = decision.State.IsJoined ? new Joined(decision, new SignatureBatcher(_scheduler, settings, _runs), settings) : null;
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
        terms.Span?.Trace?.AddEvent(new ActivityEvent(TraceNames.RequestRead)).SetTag(TraceNames.Rows, SignatureInputs.RowsOf(inputs));
        _guard.CheckAsked(inputs, terms.Client);
        CallLog? log = terms.Span?.Log;
        log?.Begin();
        Tensor[] outputs = await Start(inputs, terms).ConfigureAwait(false);
        _guard.CheckAnswered(inputs, outputs, _joined is { Settings.PadsVariableLengths: true });
        if (terms.Span is { } span)
        {
            _observer.Answered(span.Kind, SignatureInputs.RowsOf(inputs), _time.GetElapsedTime(started));
            span.Trace?.AddEvent(new ActivityEvent(TraceNames.AnswerReady));
        }
        if (log is not null && _options.Logged is { } logged)
            log.Sink.Take(log, logged, inputs, outputs);
        return outputs;
    }

    /// <summary>Says that a call has found this signature, whatever becomes of it.</summary>
    public void Reach(CallTerms terms) => terms.Span?.Reached = _observer;

    /// <summary>Runs what waits for company, so that its version can go.</summary>
    public void Flush() => _joined?.Batcher.Retire();

    /// <inheritdoc/>
    public void Dispose() => _joined?.Batcher.Dispose();

    private ValueTask<Tensor[]> Start(Tensor[] inputs, CallTerms terms)
    {
        SignatureInputs.CheckTypes(inputs, Signature);
        if (!_options.TakesAnyShape)
            SignatureInputs.CheckShapes(inputs, Signature);
        if (_solo.IsStrict)
            SignatureInputs.CheckCommonRows(inputs);
        int rows = SignatureInputs.RowsOf(inputs);
        if (rows > _options.MaxRows)
        {
            throw ServingFault.Invalid(string.Create(
                CultureInfo.InvariantCulture, $"the request has {rows} rows, and may have {_options.MaxRows} (--max-rows): send it in parts"));
        }
        if (_joined is { } joined && joined.Takes(inputs, Signature) && SignatureInputs.RowsOf(inputs, joined.Decision.HasRows) is { } common)
            return Join(joined, inputs, common, rows, terms);
        return _isUnbatched && _runs.MayRunHere(rows, out CancellationToken until) ? RunHere(inputs, rows, terms, until) : RunInTurn(inputs, rows, terms);
    }

    private ValueTask<Tensor[]> Join(Joined joined, Tensor[] inputs, int common, int rows, CallTerms terms)
    {
        if (joined.Settings.MayRunAlone(common) && _runs.IsFastAlone(common) && _runs.MayRunHere(common, out CancellationToken until))
        {
            _observer.Joined(common, joined.Inputs);
            _observer.Batch(1, common, 0, TimeSpan.Zero, BatchClosing.Alone);
            return RunHere(inputs, common, terms, until);
        }
        var call = new PendingCall(inputs, common, terms);
        if (!joined.Batcher.TrySubmit(call))
            return RunInTurn(inputs, rows, terms);
        _observer.Joined(common, joined.Inputs);
        return call.Answer;
    }

    private ValueTask<Tensor[]> RunHere(Tensor[] inputs, int rows, CallTerms terms, CancellationToken until)
    {
        using Activity? trace = Traces.BeginRun(terms.Span?.Trace, rows);
        try
        {
            return new ValueTask<Tensor[]>(_runs.Run(inputs, rows, until, terms.Deadline));
        }
        catch (OperationCanceledException) when (until.IsCancellationRequested)
        {
            _runs.TookTooLong();
            return RunInTurn(inputs, rows, terms);
        }
        catch (Exception e) when (Traces.Failed(trace, e))
        {
            throw;
        }
    }

    private ValueTask<Tensor[]> RunInTurn(Tensor[] inputs, int rows, CallTerms terms) => _solo.Submit(new PendingCall(inputs, rows, terms));

    private sealed record Joined(JoinDecision Decision, SignatureBatcher Batcher, BatchSettings Settings)
    {
        public int Inputs { get; } = Decision.HasRows.Count(r => r);

        // A verdict holds for the ranks that are declared; where none is, rows of one element each were tried.
        public bool Takes(Tensor[] inputs, ModelSignature signature)
        {
            bool isCovered = SignatureInputs.FitDeclared(inputs, signature);
            for (int i = 0; i < inputs.Length && isCovered; i++)
                isCovered = signature.Inputs[i].Shape.HasRank || !Decision.HasRows[i] || inputs[i].Shape.Rank == 1;
            return isCovered || (RankList.Of(inputs) is { } ranks && Decision.ProvedRanks.Contains(ranks));
        }
    }
}

using TfKeyedExport.TensorFlow.Interop;

namespace TfKeyedExport.TensorFlow.Sessions;

/// <summary>One run of a session: its inputs, its options, and what comes back. Owned by the thread that runs it.</summary>
internal sealed unsafe class SessionCall : IDisposable
{
    private readonly LoadedSession _session;
    private readonly FeedsAndFetches _plan;
    private readonly TensorHandle[] _inputs;
    private readonly TensorHandle[] _outputs;
    private readonly BufferHandle? _options;

    /// <summary>Takes over the inputs and the options.</summary>
    public SessionCall(LoadedSession session, FeedsAndFetches plan, TensorHandle[] inputs, BufferHandle? options, bool withMetadata)
    {
        _session = session;
        _plan = plan;
        _inputs = inputs;
        _outputs = new TensorHandle[plan.Fetches.Length];
        _options = options;
        Metadata = withMetadata ? NativeMethods.NewBuffer() : null;
        Status = NativeMethods.NewStatus();
    }

    /// <summary>The outcome.</summary>
    public StatusHandle Status { get; }

    /// <summary>A serialized RunMetadata, if it was asked for.</summary>
    public BufferHandle? Metadata { get; }

    /// <summary>What came back; empty if the run failed.</summary>
    public ReadOnlySpan<TensorHandle> Outputs => _outputs;

    /// <summary>Runs; a failure is in <see cref="Status"/>.</summary>
    public void Run()
    {
        nint* inputs = stackalloc nint[_inputs.Length + 1];
        nint* outputs = stackalloc nint[_outputs.Length + 1];
        for (int i = 0; i < _inputs.Length; i++)
            inputs[i] = _inputs[i].DangerousGetHandle();
        for (int i = 0; i < _outputs.Length; i++)
            outputs[i] = 0;
        // The handles are fields of this object and nobody disposes them before the run is over.
        NativeMethods.SessionRun(
            _session.Handle, _options?.DangerousGetHandle() ?? 0,
            _plan.Feeds, inputs, _inputs.Length,
            _plan.Fetches, outputs, _outputs.Length,
            null, 0, Metadata?.DangerousGetHandle() ?? 0, Status);
        for (int i = 0; i < _outputs.Length; i++)
            _outputs[i] = new TensorHandle(outputs[i]);
        GC.KeepAlive(this);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (TensorHandle input in _inputs)
            input.Dispose();
        foreach (TensorHandle? output in _outputs)
            output?.Dispose();
        _options?.Dispose();
        Metadata?.Dispose();
        Status.Dispose();
    }
}

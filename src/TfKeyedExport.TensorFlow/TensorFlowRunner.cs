using TfKeyedExport.Errors;
using TfKeyedExport.Hosting.Placement;
using TfKeyedExport.Signatures;
using TfKeyedExport.TensorFlow.Interop;
using TfKeyedExport.TensorFlow.Sessions;
using TfKeyedExport.TensorFlow.Tensors;
using TfKeyedExport.TensorFlow.Tracing;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.TensorFlow;

/// <summary>A signature that runs on TensorFlow's library. Thread-safe.</summary>
public sealed class TensorFlowRunner : ITracingRunner
{
    private readonly LoadedSession _session;
    private readonly FeedsAndFetches _plan;

    internal TensorFlowRunner(LoadedSession session, ModelSignature signature, FeedsAndFetches plan)
    {
        _session = session;
        _plan = plan;
        Signature = signature;
    }

    /// <inheritdoc/>
    public ModelSignature Signature { get; }

    private string Where => $"signature {Signature.Name}";

    /// <summary>Runs the model once.</summary>
    /// <remarks>
    /// TensorFlow cannot cancel a single call: a cancelled one returns at once, while TensorFlow finishes it in the background.
    /// A token that cannot be cancelled saves a change of thread. The time limit is kept by TensorFlow, which ends a call between two operations;
    /// with a token that can be cancelled the caller does not wait for one that goes on.
    /// </remarks>
    /// <inheritdoc/>
    public void Run(ReadOnlySpan<Tensor> inputs, Span<Tensor> outputs, CancellationToken cancellation = default)
    {
        using LeasedOutputs answers = Start(inputs, outputs.Length, withMetadata: false, cancellation);
        for (int i = 0; i < outputs.Length; i++)
            outputs[i] = TensorExport.ToTensor(answers.Native(i), Signature.Outputs[i].Name);
    }

    /// <summary>Runs the model once and lends its answers without copying them.</summary>
    /// <param name="inputs">One tensor for each of <c>Signature.Inputs</c>, in that order.</param>
    /// <param name="cancellation">Ends a long call early.</param>
    /// <returns>The answers; dispose of them, and use their memory only before.</returns>
    /// <exception cref="TfKeyedException">An input has the wrong type or shape, or the model failed on these inputs.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public LeasedOutputs RunLeased(ReadOnlySpan<Tensor> inputs, CancellationToken cancellation = default) =>
        Start(inputs, Signature.Outputs.Count, withMetadata: false, cancellation);

    /// <inheritdoc/>
    public RunTrace RunWithTrace(ReadOnlySpan<Tensor> inputs, Span<Tensor> outputs, CancellationToken cancellation = default)
    {
        using LeasedOutputs answers = Start(inputs, outputs.Length, withMetadata: true, cancellation);
        for (int i = 0; i < outputs.Length; i++)
            outputs[i] = TensorExport.ToTensor(answers.Native(i), Signature.Outputs[i].Name);
        return StepStatistics.Read(answers.Metadata());
    }

    private LeasedOutputs Start(
        ReadOnlySpan<Tensor> inputs, int outputs, bool withMetadata, CancellationToken cancellation)
    {
        _session.Enter();
        bool ours = true;
        long start = TimeProvider.System.GetTimestamp();
        SessionCall? call = null;
        BufferHandle? options = null;
        try
        {
            if (outputs != Signature.Outputs.Count)
                throw new ArgumentException($"{Where} has {Signature.Outputs.Count} outputs, not {outputs}", nameof(outputs));
            InputCheck.Check(Signature, inputs);
            cancellation.ThrowIfCancellationRequested();
            options = _session.Limit.ForCall(withMetadata);
            call = new SessionCall(_session, _plan, ToNative(inputs), options, withMetadata);
            if (cancellation.CanBeCanceled)
            {
                try
                {
                    CancellableRun.Run(_session, call, cancellation);
                }
                catch (OperationCanceledException)
                {
                    ours = false;
                    throw;
                }
                catch (TimeoutException)
                {
                    ours = false;
                    throw Limits.Time(_session.Limit.Limit, Where);
                }
            }
            else
            {
                call.Run();
            }
            // A host that was disposed ends a call that its caller gave up: TensorFlow's news of that may come before the caller's own.
            if (call.Status.Code == StatusCode.Cancelled)
                cancellation.ThrowIfCancellationRequested();
            if (call.Status.Code != StatusCode.Ok && _session.Limit.Of(call.Status.Code, TimeProvider.System.GetElapsedTime(start), Where) is { } late)
                throw late;
            call.Status.ThrowIfFailed("run the model", Where);
            return new LeasedOutputs(call, _plan, Signature);
        }
        catch (Exception e) when (ours)
        {
            (e as TfKeyedException)?.Assume(ErrorSide.Request);
            if (call is null)
                options?.Dispose();
            else
                call.Dispose();
            throw;
        }
        finally
        {
            if (ours)
                _session.Leave(abandoned: false);
        }
    }

    private static TensorHandle[] ToNative(ReadOnlySpan<Tensor> inputs)
    {
        var handles = new TensorHandle[inputs.Length];
        try
        {
            for (int i = 0; i < inputs.Length; i++)
                handles[i] = TensorImport.ToNative(inputs[i]);
            return handles;
        }
        catch
        {
            foreach (TensorHandle? handle in handles)
                handle?.Dispose();
            throw;
        }
    }
}

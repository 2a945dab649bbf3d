using System.Collections.Concurrent;
using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded;

/// <summary>A planned signature. Each call takes an execution context of its own; contexts are kept for the next calls.</summary>
internal sealed class EmbeddedRunner(ModelSignature signature, Plan plan, HostState host, HostLifetime lifetime) : ISignatureRunner, IDisposable
{
    private readonly ConcurrentBag<Runtime.ExecutionContext> _idle = [];

    // The one that was used last: who calls from one thread never needs the bag, which costs more than a small step.
    private Runtime.ExecutionContext? _last;

    public ModelSignature Signature { get; } = signature;

    /// <summary>The plan, for tests and for people who debug one.</summary>
    public Plan Plan { get; } = plan;

    public void Run(ReadOnlySpan<Tensor> inputs, Span<Tensor> outputs, CancellationToken cancellation = default)
    {
        lifetime.Enter();
        try
        {
            Execute(inputs, outputs, cancellation);
        }
        finally
        {
            lifetime.Leave();
        }
    }

    private void Execute(ReadOnlySpan<Tensor> inputs, Span<Tensor> outputs, CancellationToken cancellation)
    {
        CheckInputs(inputs);
        if (outputs.Length != Signature.Outputs.Count)
            throw TfKeyedException.Usage(
                $"the signature gives {Signature.Outputs.Count} tensors; there is room for {outputs.Length}", $"signature {Signature.Name}");
        Runtime.ExecutionContext context = Interlocked.Exchange(ref _last, null)
            ?? (_idle.TryTake(out Runtime.ExecutionContext? idle) ? idle : new Runtime.ExecutionContext(host));
        Frame frame = context.MainFrame(Plan);
        CallWatch? before = context.BeginCall(cancellation);
        try
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                if (frame.Parameter(i) is { } parameter)
                    context.Bind(parameter, inputs[i]);
            }
            frame.Run();
            for (int i = 0; i < outputs.Length; i++)
                outputs[i] = Answers.ToTensor(frame.Result(i), context.Pool);
        }
        catch (OutOfMemoryException e)
        {
            throw Limits.NoMemory(e);
        }
        catch (TfKeyedException e)
        {
            e.Assume(ErrorSide.Request);
            throw;
        }
        finally
        {
            CallWatch.Take(before);
            context.EndCall(frame);
            if (Interlocked.CompareExchange(ref _last, context, null) is not null)
                _idle.Add(context);
        }
    }

    public void Dispose()
    {
        Interlocked.Exchange(ref _last, null)?.Dispose();
        while (_idle.TryTake(out Runtime.ExecutionContext? context))
            context.Dispose();
    }

    private void CheckInputs(ReadOnlySpan<Tensor> inputs)
    {
        if (inputs.Length != Signature.Inputs.Count)
            throw TfKeyedException.Usage($"the signature takes {Signature.Inputs.Count} tensors; {inputs.Length} were given", $"signature {Signature.Name}");
        for (int i = 0; i < inputs.Length; i++)
        {
            SignatureArgument declared = Signature.Inputs[i];
            if (inputs[i].Type != declared.Type || !inputs[i].Shape.Fits(declared.Shape))
                throw TfKeyedException.BadRequest(
                    $"the input is {inputs[i]}; it must be {declared.Type.Name()} {declared.Shape}", $"signature {Signature.Name}, input {declared.Name}");
        }
    }
}

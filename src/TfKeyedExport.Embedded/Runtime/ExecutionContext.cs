using System.Buffers;
using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Runtime;

/// <summary>What one call needs: memory, frames, scratch values. Kept by its runner for the next call.</summary>
internal sealed unsafe class ExecutionContext : IDisposable
{
    // Below this, copying an input costs less than pinning it.
    private const int CopiedBytes = 16 << 10;

    // About what a value and its place in a list cost.
    private const long ValueBytes = 256;

    // Values for kernels' own use that are kept between calls.
    private const int KeptValues = 4096;

    private readonly List<MemoryHandle> _pins = [];
    private readonly Dictionary<Plan, Frame> _frames = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<Value> _scratch = new();
    private Frame? _main;

    public ExecutionContext(HostState host)
    {
        Host = host;
        Pool = new BufferPool(host.Options.MemoryLimit);
        Watch = new CallWatch(host.Clock);
    }

    /// <summary>The host's variables, tables and limits.</summary>
    public HostState Host { get; }

    /// <summary>The memory of this call's values.</summary>
    public BufferPool Pool { get; }

    /// <summary>The lists of tensors of this call.</summary>
    public TensorListPool Lists => field ??= new TensorListPool(this);

    /// <summary>The arrays of tensors of this call.</summary>
    public TensorArrayPool Arrays => field ??= new TensorArrayPool(this);

    /// <summary>Says when the call has to end early.</summary>
    public CallWatch Watch { get; }

    /// <summary>The frame of the one plan that calls with this begin with.</summary>
    public Frame MainFrame(Plan plan) => _main ??= FrameOf(plan);

    /// <summary>The frame of a plan: the call's own, or that of a region.</summary>
    public Frame FrameOf(Plan plan)
    {
        if (!_frames.TryGetValue(plan, out Frame? frame))
        {
            frame = new Frame(plan, this);
            _frames.Add(plan, frame);
        }
        return frame;
    }

    /// <summary>Begins a call on this thread.</summary>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>What the thread worked for before: give it back to <see cref="CallWatch.Take"/>.</returns>
    public CallWatch? BeginCall(CancellationToken cancellation = default)
    {
        Watch.Begin(Host.Options.TimeLimit, cancellation);
        return CallWatch.Take(Watch);
    }

    /// <summary>Makes a parameter show a caller's tensor.</summary>
    public void Bind(Value parameter, Tensor tensor)
    {
        if (tensor.Type == DataType.String)
        {
            parameter.Borrow(tensor.Shape.Dimensions, tensor.Strings, Pool);
        }
        else if (tensor.Bytes.Length <= CopiedBytes)
        {
            parameter.Allocate(tensor.Type, tensor.Shape.Dimensions, Pool);
            tensor.Bytes.Span.CopyTo(new Span<byte>(parameter.Bytes, tensor.Bytes.Length));
        }
        else
        {
            MemoryHandle pin = tensor.Bytes.Pin();
            _pins.Add(pin);
            parameter.Borrow(tensor.Type, tensor.Shape.Dimensions, (byte*)pin.Pointer);
        }
        parameter.SetSource(tensor);
    }

    /// <summary>Gives up everything that a call held.</summary>
    public void EndCall(Frame frame)
    {
        frame.Clear();
        foreach (MemoryHandle pin in _pins)
            pin.Dispose();
        _pins.Clear();
        Watch.End();
        if (_scratch.Count > KeptValues)
        {
            Pool.Uncharge(_scratch.Count * ValueBytes);
            _scratch.Clear();
            _scratch.TrimExcess();
        }
        Pool.EndCall();
    }

    /// <summary>A value for a kernel's own use.</summary>
    public Value Rent()
    {
        if (_scratch.Count > 0)
            return _scratch.Pop();
        Pool.Charge(ValueBytes);
        return new Value();
    }

    /// <summary>Takes back what <see cref="Rent"/> gave.</summary>
    public void Return(Value value)
    {
        value.Release();
        _scratch.Push(value);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Frame frame in _frames.Values)
            frame.Dispose();
        Pool.Dispose();
    }
}

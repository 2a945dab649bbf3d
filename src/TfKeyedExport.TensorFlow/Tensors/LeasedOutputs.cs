using TfKeyedExport.Signatures;
using TfKeyedExport.TensorFlow.Interop;
using TfKeyedExport.TensorFlow.Sessions;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.TensorFlow.Tensors;

/// <summary>Answers that still lie in TensorFlow's memory. Not thread-safe; dispose of them when they were read.</summary>
public sealed class LeasedOutputs : IDisposable
{
    private readonly SessionCall _call;
    private readonly FeedsAndFetches _plan;
    private readonly ModelSignature _signature;
    private readonly List<TensorMemory> _lent = [];
    private bool _disposed;

    internal LeasedOutputs(SessionCall call, FeedsAndFetches plan, ModelSignature signature)
    {
        _call = call;
        _plan = plan;
        _signature = signature;
    }

    /// <summary>How many answers there are.</summary>
    public int Count => _plan.FetchOfOutput.Length;

    /// <summary>One answer. Plain elements are TensorFlow's own memory, which is gone after <see cref="Dispose"/>; strings are copied.</summary>
    /// <param name="index">The position in the signature's outputs.</param>
    /// <exception cref="ObjectDisposedException">The answers were disposed of.</exception>
    public Tensor this[int index]
    {
        get
        {
            TensorHandle native = Native(index);
            string name = _signature.Outputs[index].Name;
            (DataType type, TensorShape shape) = TensorExport.TypeAndShape(native, name);
            if (type == DataType.String)
                return TensorExport.ToTensor(native, name);
            var memory = new TensorMemory(native, type, name);
            _lent.Add(memory);
            return Tensor.FromBytes(type, shape, memory.Memory);
        }
    }

    /// <summary>Gives the memory back to TensorFlow; reading a tensor that was lent throws from now on.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        foreach (TensorMemory memory in _lent)
            memory.End();
        _call.Dispose();
    }

    internal TensorHandle Native(int index)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _call.Outputs[_plan.FetchOfOutput[index]];
    }

    internal byte[] Metadata() => _call.Metadata!.ToArray();
}

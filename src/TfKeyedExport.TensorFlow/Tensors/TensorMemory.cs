using System.Buffers;
using TfKeyedExport.TensorFlow.Interop;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.TensorFlow.Tensors;

/// <summary>A native tensor's elements as .NET memory, until its owner ends it.</summary>
internal sealed unsafe class TensorMemory(TensorHandle native, DataType type, string name) : MemoryManager<byte>
{
    private TensorHandle? _native = native;

    /// <summary>Later reads throw.</summary>
    public void End() => _native = null;

    /// <inheritdoc/>
    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_native is null, typeof(LeasedOutputs));
        ReadOnlySpan<byte> bytes = TensorExport.Bytes(_native, type, name);
        fixed (byte* start = bytes)
            return new Span<byte>(start, bytes.Length);
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        fixed (byte* start = GetSpan())
            return new MemoryHandle(start + elementIndex);
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => End();
}

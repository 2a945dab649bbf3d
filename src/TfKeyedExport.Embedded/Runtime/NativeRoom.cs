using System.Buffers;

namespace TfKeyedExport.Embedded.Runtime;

/// <summary>Native memory as others write into it, for a constant that is read from a file. Freed like any: see <see cref="NativeBlock"/>.</summary>
internal sealed unsafe class NativeRoom : MemoryManager<byte>
{
    private readonly NativeBlock _block;
    private readonly byte* _data;
    private readonly int _length;

    /// <param name="length">The bytes.</param>
    public NativeRoom(int length)
    {
        _length = length;
        _block = NativeBlock.For(length, out _data);
    }

    /// <summary>Where it begins; good as long as somebody refers to this.</summary>
    public byte* Data => _data;

    /// <inheritdoc/>
    public override Span<byte> GetSpan() => new(_data, _length);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new(_data + elementIndex, default, this);

    /// <inheritdoc/>
    public override void Unpin() => GC.KeepAlive(_block);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // The collector frees it: others may still read it.
    }
}

using System.Buffers;

namespace TfKeyedExport.Server.Rest;

/// <summary>Where an answer is written before its length is known; its memory is used again.</summary>
internal sealed class ReplyBuffer : IBufferWriter<byte>
{
    // Larger ones are given back, so that one large answer does not stay for ever.
    private const int MostKept = 1 << 20;
    private const int First = 4096;

    [ThreadStatic]
    private static ReplyBuffer? _idle;

    private byte[] _bytes = new byte[First];
    private int _length;

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>What was written, to be kept for a while.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, _length);

    /// <summary>An empty buffer.</summary>
    public static ReplyBuffer Take()
    {
        ReplyBuffer buffer = _idle ?? new ReplyBuffer();
        _idle = null;
        buffer._length = 0;
        return buffer;
    }

    /// <summary>Gives it back; it must not be used afterwards.</summary>
    public void Return()
    {
        if (_bytes.Length <= MostKept)
            _idle = this;
    }

    /// <inheritdoc/>
    public void Advance(int count) => _length += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_length);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_length);
    }

    private void Reserve(int size)
    {
        size = Math.Max(size, 256);
        if (_bytes.Length - _length < size)
            Array.Resize(ref _bytes, (int)Math.Min(Array.MaxLength, Math.Max((long)_length + size, _bytes.Length * 2L)));
    }
}

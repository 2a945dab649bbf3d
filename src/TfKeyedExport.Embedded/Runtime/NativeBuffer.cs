namespace TfKeyedExport.Embedded.Runtime;

/// <summary>A piece of native memory, aligned to 64 bytes, that values share by counting references.</summary>
/// <remarks>Belongs to one <see cref="BufferPool"/>, hence to one call at a time: the count needs no interlocking.</remarks>
internal sealed unsafe class NativeBuffer
{
    private readonly BufferPool _pool;
    private int _references;

    public NativeBuffer(BufferPool pool, byte* pointer, long capacity, int sizeClass)
    {
        _pool = pool;
        Pointer = pointer;
        Capacity = capacity;
        SizeClass = sizeClass;
    }

    public byte* Pointer { get; }

    /// <summary>Bytes.</summary>
    public long Capacity { get; }

    public int SizeClass { get; }

    /// <summary>Whether only one value reads it.</summary>
    public bool IsUnshared => _references == 1;

    public void AddReference() => _references++;

    public void Release()
    {
        if (--_references == 0)
            _pool.Return(this);
    }
}

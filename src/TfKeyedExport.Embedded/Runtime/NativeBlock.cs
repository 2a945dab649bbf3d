using System.Runtime.InteropServices;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Embedded.Runtime;

/// <summary>Native memory that is freed when no constant in it is referred to any more. Small constants share one: a model has hundreds.</summary>
internal sealed unsafe class NativeBlock
{
    private const int Alignment = 64;
    private const int SharedBytes = 16 << 10;
    private const int LargestShared = 1 << 10;

    // The collector does not see this memory: once half as much again is held as after its last run, it is asked to run.
    private const long FreeOfCare = 64L << 20;

    private static long _held;
    private static long _heldAfterCollection;

    [ThreadStatic]
    private static NativeBlock? _current;

    private readonly byte* _start;
    private readonly long _length;
    private readonly bool _isGuarded;
    private int _used;

    private NativeBlock(long length, bool isGuarded = false)
    {
        _length = length;
        _isGuarded = isGuarded;
        if (Interlocked.Add(ref _held, length) > FreeOfCare + (Volatile.Read(ref _heldAfterCollection) * 3 / 2))
            Collect();
        try
        {
            _start = isGuarded ? GuardedMemory.Allocate(length) : (byte*)NativeMemory.AlignedAlloc((nuint)length, Alignment);
        }
        catch (OutOfMemoryException e)
        {
            Interlocked.Add(ref _held, -length);
            GC.SuppressFinalize(this);
            throw Limits.NoMemory(e);
        }
        BufferPool.Spoil(_start, length);
        GC.AddMemoryPressure(length);
    }

    ~NativeBlock()
    {
        if (_isGuarded)
            GuardedMemory.Free(_start, _length);
        else
            NativeMemory.AlignedFree(_start);
        Interlocked.Add(ref _held, -_length);
        GC.RemoveMemoryPressure(_length);
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Volatile.Write(ref _heldAfterCollection, Interlocked.Read(ref _held));
    }

    /// <summary>Memory for one constant, aligned to 64 bytes.</summary>
    /// <param name="bytes">How much.</param>
    /// <param name="data">Where it lies.</param>
    /// <returns>What keeps it: whoever reads the memory has to keep a reference to it.</returns>
    public static NativeBlock For(int bytes, out byte* data)
    {
        bool isGuarded = GuardedMemory.IsOn;
        if (bytes > LargestShared || isGuarded)
        {
            var own = new NativeBlock(Math.Max(bytes, 1), isGuarded);
            data = own._start;
            return own;
        }
        int room = (Math.Max(bytes, 1) + Alignment - 1) & -Alignment;
        NativeBlock block = _current is { } current && current._used + room <= SharedBytes ? current : _current = new NativeBlock(SharedBytes);
        data = block._start + block._used;
        block._used += room;
        return block;
    }
}

using System.Numerics;
using System.Runtime.InteropServices;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Embedded.Runtime;

/// <summary>Native memory for the values of one call at a time: buffers are kept by size and used again.</summary>
internal sealed unsafe class BufferPool : IDisposable
{
    private const int Alignment = 64;
    private const int SmallestLog2 = 8;
    private const int Classes = 64;

    // What a pool always keeps between calls; beyond it, only while calls need at least half of it.
    private const long KeptBytes = 64L << 20;

    private readonly Stack<NativeBuffer>?[] _free = new Stack<NativeBuffer>?[Classes];
    private readonly Stack<StringBuffer> _freeStrings = new();
    private readonly long _limit;
    private readonly bool _isGuarded = GuardedMemory.IsOn;
    private long _allocated;
    private long _rented;
    private long _peak;

    /// <param name="limit">The most bytes that one call may hold.</param>
    public BufferPool(long limit) => _limit = limit;

    /// <summary>A buffer of at least so many bytes, with one reference.</summary>
    /// <exception cref="TfKeyedException">The call would hold more than the limit.</exception>
    public NativeBuffer Rent(long bytes)
    {
        if (_isGuarded)
            return RentGuarded(bytes);
        int sizeClass = bytes <= 1 << SmallestLog2 ? 0 : BitOperations.Log2((ulong)(bytes - 1)) + 1 - SmallestLog2;
        NativeBuffer buffer = _free[sizeClass] is { Count: > 0 } stack ? stack.Pop() : Allocate(bytes, sizeClass);
        buffer.AddReference();
        Spoil(buffer.Pointer, buffer.Capacity);
        _rented += buffer.Capacity;
        _peak = Math.Max(_peak, _rented);
        return buffer;
    }

    /// <summary>For tests: what fresh memory is filled with, so that an answer that depends on it shows; null leaves it as it is.</summary>
    internal static byte? Filling { get; set; }

    /// <summary>Fills fresh memory where a test wants it.</summary>
    internal static void Spoil(byte* memory, long bytes)
    {
        if (Filling is { } filling)
            NativeMemory.Fill(memory, (nuint)bytes, filling);
    }

    /// <summary>A buffer for strings, with one reference.</summary>
    public StringBuffer RentStrings()
    {
        StringBuffer buffer = _freeStrings.Count > 0 ? _freeStrings.Pop() : new StringBuffer(this);
        buffer.AddReference();
        return buffer;
    }

    public void Return(StringBuffer buffer) => _freeStrings.Push(buffer);

    public void Return(NativeBuffer buffer)
    {
        _rented -= buffer.Capacity;
        if (_isGuarded)
        {
            _allocated -= buffer.Capacity;
            GuardedMemory.Free(buffer.Pointer, buffer.Capacity);
            return;
        }
        (_free[buffer.SizeClass] ??= new Stack<NativeBuffer>()).Push(buffer);
    }

    /// <summary>Gives memory back to the system once calls need far less than an earlier one took.</summary>
    public void EndCall()
    {
        if (_allocated > KeptBytes && _allocated / 2 > _peak)
            FreeUnused();
        _peak = _rented;
    }

    public void Dispose() => FreeUnused();

    private NativeBuffer Allocate(long bytes, int sizeClass)
    {
        long capacity = 1L << (sizeClass + SmallestLog2);
        if (_allocated + capacity > _limit)
            FreeUnused();
        if (_allocated + capacity > _limit)
            throw OverLimit(bytes);
        var pointer = (byte*)NativeMemory.AlignedAlloc((nuint)capacity, Alignment);
        _allocated += capacity;
        return new NativeBuffer(this, pointer, capacity, sizeClass);
    }

    private NativeBuffer RentGuarded(long bytes)
    {
        if (_allocated + bytes > _limit)
            throw OverLimit(bytes);
        var buffer = new NativeBuffer(this, GuardedMemory.Allocate(bytes), bytes, 0);
        _allocated += bytes;
        buffer.AddReference();
        _rented += bytes;
        _peak = Math.Max(_peak, _rented);
        return buffer;
    }

    private TfKeyedException OverLimit(long bytes) => TfKeyedException.Engine(
        $"the call needs more than {_limit >> 20} MiB for intermediate values ({bytes} bytes more were asked for)", null, "send fewer rows a call, or raise the memory limit");

    private void FreeUnused()
    {
        _freeStrings.Clear();
        foreach (Stack<NativeBuffer>? stack in _free)
        {
            while (stack is { Count: > 0 })
            {
                NativeBuffer buffer = stack.Pop();
                _allocated -= buffer.Capacity;
                NativeMemory.AlignedFree(buffer.Pointer);
            }
        }
    }
}

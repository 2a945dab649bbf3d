using System.Numerics;
using System.Runtime.InteropServices;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Embedded.Runtime;

/// <summary>The memory of one call at a time, and its limit: native buffers, kept by size and used again, and what is counted of managed memory.</summary>
/// <remarks>
/// Everything whose size the data decides is counted here: buffers and strings by themselves, other managed memory by <see cref="Charge"/> before it is taken.
/// </remarks>
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

    // Managed memory that was given up: it is there until the collector runs.
    private long _garbage;

    // What is counted until the call ends.
    private long _callCharge;

    /// <param name="limit">The most bytes that one call may hold.</param>
    public BufferPool(long limit)
    {
        _limit = limit;
        KeepsMemory = !_isGuarded && Filling is null;
    }

    /// <summary>Bytes that are held now, used or not.</summary>
    public long Allocated => _allocated;

    /// <summary>Whether small buffers may wait with their values to be filled again; not where a test watches memory.</summary>
    public bool KeepsMemory { get; }

    /// <summary>A buffer of at least so many bytes, with one reference.</summary>
    /// <exception cref="TfKeyedException">The call would hold more than the limit.</exception>
    public NativeBuffer Rent(long bytes) => KeepsMemory ? RentKept(bytes) : RentTested(bytes);

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
        Use(buffer.OwnBytes);
        return buffer;
    }

    public void Return(StringBuffer buffer)
    {
        _rented -= buffer.OwnBytes;
        _freeStrings.Push(buffer);
    }

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

    /// <summary>Counts managed memory that is about to be taken; give it up with <see cref="Uncharge"/>.</summary>
    /// <exception cref="TfKeyedException">The call would hold more than the limit.</exception>
    public void Charge(long bytes)
    {
        if (!HasRoom(bytes))
            throw Limits.Memory(_limit, bytes);
        _allocated += bytes;
        Use(bytes);
        if (_garbage > 0 && _allocated + _garbage > _limit)
            Collect();
    }

    /// <summary>Counts managed memory that is held until the call ends, such as an answer's.</summary>
    /// <inheritdoc cref="Charge" path="/exception"/>
    public void ChargeCall(long bytes)
    {
        Charge(bytes);
        _callCharge += bytes;
    }

    /// <summary>Says that counted memory was given up.</summary>
    public void Uncharge(long bytes)
    {
        _allocated -= bytes;
        _rented -= bytes;
        _garbage += bytes;
    }

    /// <summary>Whether so many bytes more would stay within the limit; gives up what is not in use to make room.</summary>
    public bool HasRoom(long bytes)
    {
        // Both are far from overflowing: no single request is larger than an array or 2^31 elements.
        if (_allocated + bytes > _limit)
            FreeUnused();
        return _allocated + bytes <= _limit;
    }

    /// <summary>How many of the wanted bytes would stay within the limit.</summary>
    public long RoomFor(long wanted) => HasRoom(wanted) ? wanted : Math.Max(0, _limit - _allocated);

    /// <summary>Gives memory back to the system once calls need far less than an earlier one took.</summary>
    public void EndCall()
    {
        _allocated -= _callCharge;
        _rented -= _callCharge;
        _callCharge = 0;
        if (_allocated > KeptBytes && _allocated / 2 > _peak)
            FreeUnused();
        _peak = _rented;
    }

    public void Dispose() => FreeUnused();

    private void Use(long bytes)
    {
        _rented += bytes;
        _peak = Math.Max(_peak, _rented);
    }

    private NativeBuffer Allocate(long bytes, int sizeClass)
    {
        long capacity = 1L << (sizeClass + SmallestLog2);
        if (!HasRoom(capacity) && sizeClass > 0)
        {
            // Near the limit only what is asked for; whoever uses the buffer again wants less than its size class then.
            capacity = (bytes + Alignment - 1) & -Alignment;
            sizeClass--;
        }
        if (!HasRoom(capacity))
            throw Limits.Memory(_limit, bytes);
        byte* pointer;
        try
        {
            pointer = (byte*)NativeMemory.AlignedAlloc((nuint)capacity, Alignment);
        }
        catch (OutOfMemoryException e)
        {
            throw Limits.NoMemory(e);
        }
        _allocated += capacity;
        if (_garbage > 0 && _allocated + _garbage > _limit)
            Collect();
        return new NativeBuffer(this, pointer, capacity, sizeClass);
    }

    private NativeBuffer RentKept(long bytes)
    {
        int sizeClass = bytes <= 1 << SmallestLog2 ? 0 : BitOperations.Log2((ulong)(bytes - 1)) + 1 - SmallestLog2;
        NativeBuffer buffer = _free[sizeClass] is { Count: > 0 } stack ? stack.Pop() : Allocate(bytes, sizeClass);
        buffer.AddReference();
        Use(buffer.Capacity);
        return buffer;
    }

    private NativeBuffer RentTested(long bytes)
    {
        if (!_isGuarded)
        {
            NativeBuffer kept = RentKept(bytes);
            Spoil(kept.Pointer, kept.Capacity);
            return kept;
        }
        if (!HasRoom(bytes))
            throw Limits.Memory(_limit, bytes);
        var buffer = new NativeBuffer(this, GuardedMemory.Allocate(bytes), bytes, 0);
        _allocated += bytes;
        buffer.AddReference();
        Use(bytes);
        return buffer;
    }

    private void Collect()
    {
        _garbage = 0;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    private void FreeUnused()
    {
        while (_freeStrings.TryPop(out StringBuffer? strings))
        {
            _allocated -= strings.OwnBytes;
            _garbage += strings.OwnBytes;
        }
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

using System.Runtime.CompilerServices;
using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Runtime;

/// <summary>The strings of a value: bytes end to end and where each ends, either borrowed from a tensor or written by a kernel.</summary>
/// <remarks>Values share it by counting references; without a pool it is never used again.</remarks>
internal sealed class StringBuffer(BufferPool? pool = null)
{
    private const int FewestEnds = 16;
    private const long FewestBytes = 64;

    private int _references;
    private byte[] _data = [];
    private int[] _ends = [];
    private byte[] _ownData = [];
    private int[] _ownEnds = [];
    private int _length;

    /// <summary>Bytes of its own memory, used or not.</summary>
    public long OwnBytes { get; private set; }

    /// <summary>The number of strings.</summary>
    public int Count { get; private set; }

    /// <summary>All bytes.</summary>
    public ReadOnlySpan<byte> Data => _data.AsSpan(0, Count == 0 ? 0 : _ends[Count - 1]);

    /// <summary>Where each string ends.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count);

    /// <summary>One string.</summary>
    /// <exception cref="TfKeyedException">There is no such string.</exception>
    public ReadOnlySpan<byte> this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            // What stands behind the last one is left from earlier calls.
            if ((uint)index >= (uint)Count)
                throw Missing(index);
            int start = index == 0 ? 0 : _ends[index - 1];
            return _data.AsSpan(start, _ends[index] - start);
        }
    }

    public void AddReference() => _references++;

    public void Release()
    {
        if (--_references != 0 || pool is null)
            return;
        _data = _ownData;
        _ends = _ownEnds;
        Count = 0;
        pool.Return(this);
    }

    /// <summary>Reads a tensor's strings in place.</summary>
    public void Borrow(StringValues values)
    {
        _data = values.DataArray;
        _ends = values.EndsArray;
        Count = values.Count;
    }

    /// <summary>Starts anew, to be written.</summary>
    /// <param name="count">How many strings are going to be added.</param>
    public void Begin(int count)
    {
        if (_ownEnds.Length < count)
            SetRoom(ref _ownEnds, Math.Max(count, FewestEnds), 0, sizeof(int));
        _ends = _ownEnds;
        _data = _ownData;
        _length = 0;
        Count = 0;
    }

    /// <summary>Adds a copy of one string.</summary>
    public void Add(ReadOnlySpan<byte> value)
    {
        value.CopyTo(Extend(value.Length));
    }

    /// <summary>Adds one string of a known length, to be filled by the caller before the next is added.</summary>
    public Span<byte> Extend(int length)
    {
        long end = (long)_length + length;
        if (end > _data.Length)
            Grow(end);
        if (Count == _ends.Length)
        {
            SetRoom(ref _ownEnds, checked((int)Math.Min(Math.Max(FewestEnds, _ownEnds.Length * 2L), Array.MaxLength)), Count, sizeof(int));
            _ends = _ownEnds;
        }
        Span<byte> room = _data.AsSpan(_length, length);
        _length = (int)end;
        _ends[Count++] = _length;
        return room;
    }

    /// <summary>A copy that may outlive this buffer.</summary>
    public StringValues ToValues() => Count == 0 ? StringValues.Empty : new StringValues(Data.ToArray(), Ends.ToArray());

    private TfKeyedException Missing(int index) => TfKeyedException.Engine($"a tensor of {Count} strings has no string {index}; one is needed");

    private void Grow(long end)
    {
        if (end > Array.MaxLength)
            throw TfKeyedException.Limit("the strings of one tensor take more than 2 GiB", null, "send fewer rows a call");
        long room = Math.Min(Math.Max(end, Math.Max(FewestBytes, _ownData.Length * 2L)), Array.MaxLength);
        // Near the limit what is left; never a little more at a time, which would copy everything again and again.
        if (pool is not null)
            room = Math.Max(end, pool.RoomFor(room));
        SetRoom(ref _ownData, (int)room, _length, 1);
        _data = _ownData;
    }

    // Old and new are there together for a moment, and are counted together.
    private void SetRoom<T>(ref T[] array, int length, int used, int size)
    {
        if (length == array.Length)
            throw TfKeyedException.Limit("one tensor has more strings than an array holds", null, "send fewer rows a call");
        pool?.Charge((long)length * size);
        T[] larger;
        try
        {
            larger = GC.AllocateUninitializedArray<T>(length);
        }
        catch (OutOfMemoryException e)
        {
            pool?.Uncharge((long)length * size);
            throw Limits.NoMemory(e);
        }
        array.AsSpan(0, used).CopyTo(larger);
        pool?.Uncharge((long)array.Length * size);
        OwnBytes += (long)(length - array.Length) * size;
        array = larger;
    }
}

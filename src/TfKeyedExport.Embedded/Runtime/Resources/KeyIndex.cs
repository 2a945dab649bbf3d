using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TfKeyedExport.Embedded.Runtime.Resources;

/// <summary>Finds the position of a key: open addressing over positions in the order of insertion.</summary>
internal abstract class KeyIndex
{
    private const int Fewest = 16;
    private int[] _slots = NewSlots(Fewest);

    /// <summary>The number of keys.</summary>
    public int Count { get; protected set; }

    /// <summary>Forgets all keys.</summary>
    public void Clear()
    {
        Count = 0;
        _slots = NewSlots(Fewest);
        ClearKeys();
    }

    /// <summary>Removes a key; the last key takes its position.</summary>
    public void RemoveBySwap(int position)
    {
        MoveLastTo(position);
        Count--;
        Rebuild(_slots.Length);
    }

    protected abstract uint HashAt(int position);

    protected abstract void MoveLastTo(int position);

    protected abstract void ClearKeys();

    /// <summary>The positions whose hash may match, one after the other, until -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected int Probe(uint hash, ref uint at, bool start)
    {
        uint mask = (uint)_slots.Length - 1;
        at = start ? hash & mask : (at + 1) & mask;
        return _slots[at];
    }

    /// <summary>Puts the newest position where <see cref="Probe"/> ended.</summary>
    protected void Occupy(uint at)
    {
        _slots[at] = Count++;
        if (Count * 2 > _slots.Length)
            Rebuild(_slots.Length * 2);
    }

    private static int[] NewSlots(int count)
    {
        var slots = new int[BitOperations.RoundUpToPowerOf2((uint)count)];
        slots.AsSpan().Fill(-1);
        return slots;
    }

    private void Rebuild(int size)
    {
        _slots = NewSlots(size);
        for (int i = 0; i < Count; i++)
        {
            uint hash = HashAt(i), at = 0;
            bool start = true;
            while (Probe(hash, ref at, start) >= 0)
                start = false;
            _slots[at] = i;
        }
    }
}

/// <summary>Positions of integer keys.</summary>
internal sealed class IntegerKeyIndex : KeyIndex
{
    private readonly List<long> _keys = [];

    public ReadOnlySpan<long> Keys => CollectionsMarshal.AsSpan(_keys);

    public int Find(long key)
    {
        uint at = 0;
        ReadOnlySpan<long> keys = Keys;
        for (int position = Probe(Hash(key), ref at, true); position >= 0; position = Probe(0, ref at, false))
        {
            if (keys[position] == key)
                return position;
        }
        return -1;
    }

    /// <summary>The key's position, old or new.</summary>
    public int Add(long key)
    {
        uint at = 0;
        for (int position = Probe(Hash(key), ref at, true); position >= 0; position = Probe(0, ref at, false))
        {
            if (_keys[position] == key)
                return position;
        }
        _keys.Add(key);
        Occupy(at);
        return Count - 1;
    }

    protected override uint HashAt(int position) => Hash(_keys[position]);

    protected override void MoveLastTo(int position)
    {
        _keys[position] = _keys[^1];
        _keys.RemoveAt(_keys.Count - 1);
    }

    protected override void ClearKeys() => _keys.Clear();

    private static uint Hash(long key) => (uint)((ulong)key * 0x9E3779B97F4A7C15UL >> 32);
}

/// <summary>Positions of string keys.</summary>
internal sealed class StringKeyIndex : KeyIndex
{
    private readonly List<byte[]> _keys = [];
    private readonly List<uint> _hashes = [];

    /// <summary>The key at a position.</summary>
    public ReadOnlySpan<byte> Key(int position) => _keys[position];

    public int Find(ReadOnlySpan<byte> key)
    {
        uint hash = Hash(key), at = 0;
        ReadOnlySpan<byte[]> keys = CollectionsMarshal.AsSpan(_keys);
        ReadOnlySpan<uint> hashes = CollectionsMarshal.AsSpan(_hashes);
        for (int position = Probe(hash, ref at, true); position >= 0; position = Probe(0, ref at, false))
        {
            if (hashes[position] == hash && key.SequenceEqual(keys[position]))
                return position;
        }
        return -1;
    }

    /// <summary>The key's position, old or new.</summary>
    public int Add(ReadOnlySpan<byte> key)
    {
        uint hash = Hash(key), at = 0;
        for (int position = Probe(hash, ref at, true); position >= 0; position = Probe(0, ref at, false))
        {
            if (_hashes[position] == hash && key.SequenceEqual(_keys[position]))
                return position;
        }
        _keys.Add(key.ToArray());
        _hashes.Add(hash);
        Occupy(at);
        return Count - 1;
    }

    protected override uint HashAt(int position) => _hashes[position];

    protected override void MoveLastTo(int position)
    {
        _keys[position] = _keys[^1];
        _hashes[position] = _hashes[^1];
        _keys.RemoveAt(_keys.Count - 1);
        _hashes.RemoveAt(_hashes.Count - 1);
    }

    protected override void ClearKeys()
    {
        _keys.Clear();
        _hashes.Clear();
    }

    private static uint Hash(ReadOnlySpan<byte> key)
    {
        ulong hash = (ulong)key.Length * 0x9E3779B97F4A7C15UL;
        while (key.Length >= 8)
        {
            hash = BitOperations.RotateLeft((hash ^ MemoryMarshal.Read<ulong>(key)) * 0xBF58476D1CE4E5B9UL, 29);
            key = key[8..];
        }
        foreach (byte b in key)
            hash = (hash ^ b) * 0x100000001B3UL;
        hash *= 0x94D049BB133111EBUL;
        return (uint)(hash ^ (hash >> 32));
    }
}

using System.Numerics;
using TfKeyedExport.Hashing;

namespace TfKeyedExport.Embedded.Kernels.Parsing;

/// <summary>Finds a feature's number by its name.</summary>
internal sealed class NameIndex
{
    private readonly byte[][] _names;
    private readonly int[] _slots;

    /// <summary>Numbers names in their order; of equal ones the first counts.</summary>
    public NameIndex(byte[][] names)
    {
        _names = names;
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, names.Length * 4))];
        for (int i = 0; i < names.Length; i++)
        {
            int slot = Slot(names[i]);
            if (_slots[slot] == 0)
                _slots[slot] = i + 1;
        }
    }

    /// <summary>The number of names.</summary>
    public int Count => _names.Length;

    /// <summary>One name, as bytes.</summary>
    public ReadOnlySpan<byte> this[int index] => _names[index];

    /// <summary>A name's number, or -1.</summary>
    public int Find(ReadOnlySpan<byte> name) => _slots[Slot(name)] - 1;

    private int Slot(ReadOnlySpan<byte> name)
    {
        int mask = _slots.Length - 1;
        int slot = (int)Fingerprint64.Compute(name) & mask;
        while (_slots[slot] != 0 && !name.SequenceEqual(_names[_slots[slot] - 1]))
            slot = (slot + 1) & mask;
        return slot;
    }
}

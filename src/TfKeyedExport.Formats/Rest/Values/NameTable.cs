using System.Numerics;
using System.Text;

namespace TfKeyedExport.Formats.Rest.Values;

/// <summary>Finds names by their UTF-8 bytes.</summary>
internal sealed class NameTable
{
    private readonly byte[][] _names;
    private readonly int[] _slots;
    private readonly QuotedName[] _quoted;

    /// <summary>Takes names up.</summary>
    public NameTable(IEnumerable<string> names)
    {
        _names = [.. names.Select(Encoding.UTF8.GetBytes)];
        _quoted = [.. _names.Select(n => new QuotedName(n))];
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, _names.Length * 2))];
        for (int i = 0; i < _names.Length; i++)
        {
            int slot = Start(_names[i]);
            while (_slots[slot] != 0)
                slot = slot + 1 & _slots.Length - 1;
            _slots[slot] = i + 1;
        }
    }

    /// <summary>The number of names.</summary>
    public int Count => _names.Length;

    /// <summary>A name's bytes.</summary>
    public ReadOnlySpan<byte> this[int index] => _names[index];

    /// <summary>Passes a member's name if it is the one of a number; see <see cref="QuotedName.TryPass"/>.</summary>
    public bool TryPass(int index, ReadOnlySpan<byte> text, ref int at) => (uint)index < (uint)_quoted.Length && _quoted[index].TryPass(text, ref at);

    /// <summary>A name's number, or -1.</summary>
    /// <param name="name">The name.</param>
    /// <param name="guess">The number that it most likely has.</param>
    public int Find(ReadOnlySpan<byte> name, int guess)
    {
        if ((uint)guess < (uint)_names.Length && name.SequenceEqual(_names[guess]))
            return guess;
        for (int slot = Start(name); _slots[slot] != 0; slot = slot + 1 & _slots.Length - 1)
        {
            if (name.SequenceEqual(_names[_slots[slot] - 1]))
                return _slots[slot] - 1;
        }
        return -1;
    }

    private int Start(ReadOnlySpan<byte> name)
    {
        HashCode hash = default;
        hash.AddBytes(name);
        return hash.ToHashCode() & _slots.Length - 1;
    }
}

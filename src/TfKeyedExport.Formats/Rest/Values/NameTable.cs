using System.Numerics;
using System.Text;
using TfKeyedExport.Formats.Rest.Syntax;

namespace TfKeyedExport.Formats.Rest.Values;

/// <summary>Finds names by their UTF-8 bytes.</summary>
internal sealed class NameTable
{
    private readonly byte[][] _names;
    private readonly int[] _slots;
    private readonly bool[] _isPlain;

    /// <summary>Takes names up.</summary>
    public NameTable(IEnumerable<string> names)
    {
        _names = [.. names.Select(Encoding.UTF8.GetBytes)];
        _isPlain = [.. _names.Select(n => n.AsSpan().IndexOfAny(StringSyntax.Stops) < 0)];
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

    /// <summary>Whether there is such a number, and its name is written in a text as it is.</summary>
    public bool IsPlain(int index) => (uint)index < (uint)_isPlain.Length && _isPlain[index];

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

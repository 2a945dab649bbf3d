namespace TfKeyedExport.Protos.Wire;

/// <summary>Finds the number of a name that is given as the bytes in which it stands in a file: no string is made for it.</summary>
/// <remarks>The hash has a seed of this process: a model cannot know which names fall into one place.</remarks>
/// <param name="capacity">About how many names there are going to be.</param>
internal sealed class Utf8Index(int capacity)
{
    private int[] _heads = new int[Size(capacity)];
    private Entry[] _entries = new Entry[Math.Max(capacity, 4)];

    /// <summary>How many names there are; they are numbered from 0.</summary>
    public int Count { get; private set; }

    /// <summary>A name.</summary>
    public ReadOnlyMemory<byte> this[int number] => _entries[number].Name;

    /// <summary>The number of a name, or -1. Of equal names, the last that was added.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        int hash = Hash(name);
        for (int i = _heads[hash & (_heads.Length - 1)] - 1; i >= 0; i = _entries[i].Next)
        {
            if (_entries[i].Hash == hash && _entries[i].Name.Span.SequenceEqual(name))
                return i;
        }
        return -1;
    }

    /// <summary>Adds a name, whether it is there already or not.</summary>
    /// <returns>Its number.</returns>
    public int Add(ReadOnlyMemory<byte> name)
    {
        if (Count == _entries.Length)
            Grow();
        int hash = Hash(name.Span);
        ref int head = ref _heads[hash & (_heads.Length - 1)];
        _entries[Count] = new Entry(name, hash, head - 1);
        head = ++Count;
        return Count - 1;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, _entries.Length * 2);
        _heads = new int[Size(_entries.Length)];
        for (int i = 0; i < Count; i++)
        {
            ref int head = ref _heads[_entries[i].Hash & (_heads.Length - 1)];
            _entries[i] = _entries[i] with { Next = head - 1 };
            head = i + 1;
        }
    }

    private static int Size(int capacity) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity, 4));

    private static int Hash(ReadOnlySpan<byte> name)
    {
        var hash = new HashCode();
        hash.AddBytes(name);
        return hash.ToHashCode();
    }

    private readonly record struct Entry(ReadOnlyMemory<byte> Name, int Hash, int Next);
}

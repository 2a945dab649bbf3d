namespace TfKeyedExport.Tensors;

/// <summary>Collects byte strings for a <see cref="StringValues"/>.</summary>
public sealed class StringValuesBuilder
{
    private byte[] _data;
    private int _length;
    private int[] _ends;
    private int _count;

    /// <summary>Starts with nothing.</summary>
    /// <param name="capacity">How many strings are expected.</param>
    public StringValuesBuilder(int capacity = 16)
    {
        _ends = new int[capacity];
        _data = [];
    }

    /// <summary>The number of strings so far.</summary>
    public int Count => _count;

    /// <summary>Adds a copy of one string.</summary>
    /// <exception cref="OverflowException">All strings together would exceed 2 GiB.</exception>
    public void Add(ReadOnlySpan<byte> value)
    {
        int end = checked(_length + value.Length);
        if (end > _data.Length)
            Array.Resize(ref _data, (int)Math.Min(Math.Max(end, Math.Max(64L, _data.Length * 2L)), Array.MaxLength));
        value.CopyTo(_data.AsSpan(_length));
        if (_count == _ends.Length)
            Array.Resize(ref _ends, Math.Max(16, _ends.Length * 2));
        _length = end;
        _ends[_count++] = end;
    }

    /// <summary>The strings added so far; the builder must not be used afterwards.</summary>
    public StringValues ToValues()
    {
        if (_ends.Length != _count)
            Array.Resize(ref _ends, _count);
        return new StringValues(_data, _ends);
    }
}

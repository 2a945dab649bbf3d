using System.Text;

namespace TfKeyedExport.Tensors;

/// <summary>The elements of a string tensor: byte strings of any length, laid end to end in one array.</summary>
/// <remarks>Never converted to text: a key need not be UTF-8. Immutable once made.</remarks>
public sealed class StringValues
{
    private readonly byte[] _data;
    private readonly int[] _ends;

    /// <summary>Takes over the two arrays; they must not change afterwards.</summary>
    /// <param name="data">All bytes, one string after the other.</param>
    /// <param name="ends">Where each string ends in <paramref name="data"/>; not decreasing.</param>
    /// <exception cref="ArgumentException">The ends decrease or lie outside the data.</exception>
    public StringValues(byte[] data, int[] ends)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(ends);
        int previous = 0;
        foreach (int end in ends)
        {
            if (end < previous || end > data.Length)
                throw new ArgumentException("the ends of strings must not decrease and must lie inside the data", nameof(ends));
            previous = end;
        }
        _data = data;
        _ends = ends;
    }

    /// <summary>No strings.</summary>
    public static StringValues Empty { get; } = new([], []);

    /// <summary>The number of strings.</summary>
    public int Count => _ends.Length;

    /// <summary>All bytes, one string after the other.</summary>
    public ReadOnlySpan<byte> Data => _data;

    /// <summary>Where each string ends in <see cref="Data"/>.</summary>
    public ReadOnlySpan<int> Ends => _ends;

    /// <summary>The array behind <see cref="Data"/>, for engines that read it in place.</summary>
    internal byte[] DataArray => _data;

    /// <summary>The array behind <see cref="Ends"/>, for engines that read it in place.</summary>
    internal int[] EndsArray => _ends;

    /// <summary>One string.</summary>
    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            int start = index == 0 ? 0 : _ends[index - 1];
            return _data.AsSpan(start, _ends[index] - start);
        }
    }

    /// <summary>Copies texts as UTF-8.</summary>
    public static StringValues FromText(params IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var builder = new StringValuesBuilder(texts.Count);
        foreach (string text in texts)
            builder.Add(Encoding.UTF8.GetBytes(text));
        return builder.ToValues();
    }

    /// <summary>Copies byte strings.</summary>
    public static StringValues FromBytes(params IReadOnlyList<byte[]> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var builder = new StringValuesBuilder(values.Count);
        foreach (byte[] value in values)
            builder.Add(value);
        return builder.ToValues();
    }

    /// <summary>One string as text, for people: bytes that are not UTF-8 become replacement characters.</summary>
    public string Text(int index) => Encoding.UTF8.GetString(this[index]);

    /// <summary>Whether both hold the same strings in the same order.</summary>
    public bool ContentEquals(StringValues other)
    {
        ArgumentNullException.ThrowIfNull(other);
        int length = Count == 0 ? 0 : _ends[^1];
        return _ends.AsSpan().SequenceEqual(other._ends) && _data.AsSpan(0, length).SequenceEqual(other._data.AsSpan(0, length));
    }
}

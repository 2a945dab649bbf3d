using System.Runtime.InteropServices;
using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Runtime.Resources;

/// <summary>A table from keys to values, each value a scalar or a small tensor.</summary>
/// <remarks>
/// A table that does not change is filled while the model is opened and then read without a lock; mutable tables are guarded by <see cref="Gate"/>.
/// </remarks>
internal sealed unsafe class LookupTable(string name, string sharedName, DataType keyType, DataType valueType, long[] valueShape, bool isMutable) : IFreezable
{
    private readonly KeyIndex _index = keyType == DataType.String ? new StringKeyIndex() : new IntegerKeyIndex();
    private readonly List<byte[]> _strings = [];
    private byte[] _values = [];
    // About what an entry costs beside its key's and its value's bytes.
    private const long EntryBytes = 64;

    private long _bytes;
    private byte[][]? _reservedStrings;
    private long[]? _reservedIntegers;

    /// <summary>Counts what the table holds; null counts nothing.</summary>
    public StateBudget? Budget { get; init; }

    /// <summary>The name in the graph.</summary>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public string SharedName { get; } = sharedName;

    /// <summary>The type of the keys: strings or integers.</summary>
    public DataType KeyType { get; } = keyType;

    /// <summary>The type of the values.</summary>
    public DataType ValueType { get; } = valueType;

    /// <summary>The shape of one value; empty for scalars.</summary>
    public long[] ValueShape { get; } = valueShape;

    /// <summary>Whether entries may change after the table was initialised.</summary>
    public bool IsMutable { get; } = isMutable;

    /// <summary>Guards mutable tables.</summary>
    public ReaderWriterLockSlim Gate { get; } = new();

    /// <summary>The number of entries.</summary>
    public int Count => _index.Count;

    /// <summary>Elements of one value.</summary>
    public int ValueElements { get; } = CountElements(valueShape, valueType);

    private int RowBytes => ValueType == DataType.String ? 0 : ValueElements * ValueType.Size();

    /// <summary>The position of a string key; -1 if it is absent.</summary>
    public int Find(ReadOnlySpan<byte> key) => ((StringKeyIndex)_index).Find(key);

    /// <summary>The position of an integer key; -1 if it is absent.</summary>
    public int Find(long key) => ((IntegerKeyIndex)_index).Find(key);

    /// <summary>The value at a position, of a type with a fixed size.</summary>
    public ReadOnlySpan<byte> ValueBytes(int position) => _values.AsSpan(position * RowBytes, RowBytes);

    /// <summary>All values of a type with a fixed size, by position.</summary>
    public ReadOnlySpan<T> Values<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(_values);

    /// <summary>One element of the value at a position, a string.</summary>
    public ReadOnlySpan<byte> ValueString(int position, int element) => _strings[(position * ValueElements) + element];

    /// <summary>Whether it was filled; a table that does not change answers only then.</summary>
    public bool IsInitialized { get; private set; }

    /// <summary>Fills a table that does not change afterwards. Filling it again with as many entries does nothing.</summary>
    /// <exception cref="TfKeyedException">The values do not fit, or the table holds other entries already.</exception>
    public void Initialize(Value keys, Value values)
    {
        if (!IsInitialized)
        {
            Insert(keys, values);
            IsInitialized = true;
            return;
        }
        Check(keys, values);
        if (keys.Count != Count)
            throw TfKeyedException.Engine($"the table {Name} was already initialised, with {Count} entries; now it is given {keys.Count}");
    }

    /// <summary>Says which keys may not be used: a dense table marks its free places with them.</summary>
    public void Reserve(Value empty, Value deleted)
    {
        if (_reservedStrings is not null || _reservedIntegers is not null)
            return;
        if (empty.Type != KeyType || deleted.Type != KeyType || empty.Count != 1 || deleted.Count != 1)
            throw TfKeyedException.Engine($"the table {Name} must have one empty and one deleted key, of {KeyType.Name()}");
        if (KeyType == DataType.String)
            _reservedStrings = [empty.Strings[0].ToArray(), deleted.Strings[0].ToArray()];
        else
            _reservedIntegers = [Integer(empty, 0), Integer(deleted, 0)];
    }

    /// <summary>Checks that keys may be used.</summary>
    /// <exception cref="TfKeyedException">One of them marks free places.</exception>
    public void CheckKeys(Value keys)
    {
        for (int i = 0; (_reservedStrings is not null || _reservedIntegers is not null) && i < keys.Count; i++)
        {
            if (IsReserved(keys, i))
                throw TfKeyedException.Engine($"a key of the table {Name} is its empty or its deleted key, which mark free places");
        }
    }

    /// <summary>Adds entries, or replaces their values.</summary>
    /// <exception cref="TfKeyedException">
    /// The values do not fit, or a table that does not change would map a key to another value; or the model would keep more than its limit.
    /// </exception>
    public void Insert(Value keys, Value values)
    {
        Check(keys, values);
        // All of them may be new; what was there already is given back below.
        long before = _bytes, most = keys.Count * (EntryBytes + RowBytesOf(values)) + BytesOf(keys);
        Budget?.Change(most);
        try
        {
            InsertAll(keys, values);
        }
        finally
        {
            Budget?.Change(_bytes - before - most);
        }
    }

    private static long BytesOf(Value value) => value.Type == DataType.String ? value.Strings.Data.Length : value.ByteCount;

    private long RowBytesOf(Value values) =>
        values.Count == 0 ? 0 : ValueType == DataType.String ? (BytesOf(values) / values.Count * ValueElements) + (ValueElements * EntryBytes) : RowBytes;

    private void InsertAll(Value keys, Value values)
    {
        for (int i = 0; i < keys.Count; i++)
        {
            // What a dense table was saved with has its free places in it.
            if (IsReserved(keys, i))
                continue;
            int before = _index.Count;
            int position = keys.Type == DataType.String ? ((StringKeyIndex)_index).Add(keys.Strings[i]) : ((IntegerKeyIndex)_index).Add(Integer(keys, i));
            bool isNew = position == before;
            if (isNew)
                _bytes += EntryBytes + (keys.Type == DataType.String ? keys.Strings[i].Length : sizeof(long)) + RowBytes;
            CallWatch.ThrowIfOver();
            if (ValueType == DataType.String)
                StoreStrings(values, i, position, isNew);
            else
                StoreBytes(values, i, position, isNew);
        }
    }

    /// <summary>Removes entries; absent ones are passed over.</summary>
    /// <exception cref="TfKeyedException">The keys are of another type.</exception>
    public void Remove(Value keys)
    {
        if (keys.Type != KeyType)
            throw TfKeyedException.Engine($"the table {Name} has keys of {KeyType.Name()}, not {keys.Type.Name()}");
        for (int i = 0; i < keys.Count; i++)
        {
            int position = keys.Type == DataType.String ? ((StringKeyIndex)_index).Find(keys.Strings[i]) : ((IntegerKeyIndex)_index).Find(Integer(keys, i));
            if (position < 0)
                continue;
            CallWatch.ThrowIfOver();
            int last = _index.Count - 1;
            long before = _bytes;
            _bytes -= EntryBytes + (keys.Type == DataType.String ? keys.Strings[i].Length : sizeof(long)) + RowBytes;
            for (int e = 0; e < ValueElements && ValueType == DataType.String; e++)
                _bytes -= EntryBytes + _strings[(position * ValueElements) + e].Length;
            Budget?.Change(_bytes - before);
            _index.RemoveBySwap(position);
            if (ValueType == DataType.String)
            {
                for (int e = 0; e < ValueElements; e++)
                    _strings[(position * ValueElements) + e] = _strings[(last * ValueElements) + e];
                _strings.RemoveRange(last * ValueElements, ValueElements);
            }
            else
            {
                _values.AsSpan(last * RowBytes, RowBytes).CopyTo(_values.AsSpan(position * RowBytes));
            }
        }
    }

    /// <summary>Removes all entries.</summary>
    public void Clear()
    {
        _index.Clear();
        _strings.Clear();
        Budget?.Change(-_bytes);
        _bytes = 0;
    }

    /// <summary>Writes all keys, by position.</summary>
    public void ExportKeys(StringBuffer target)
    {
        for (int i = 0; i < Count; i++)
            target.Add(((StringKeyIndex)_index).Key(i));
    }

    /// <summary>Writes all keys, by position.</summary>
    public void ExportKeys(Span<long> target) => ((IntegerKeyIndex)_index).Keys.CopyTo(target);

    /// <summary>Reads an integer key of any of the types that tables have.</summary>
    public static long Integer(Value keys, int i) => keys.Type switch
    {
        DataType.Int64 => keys.Span<long>()[i],
        DataType.Int32 => keys.Span<int>()[i],
        DataType.Uint32 => keys.Span<uint>()[i],
        DataType.Uint64 => (long)keys.Span<ulong>()[i],
        DataType.Int16 => keys.Span<short>()[i],
        DataType.Uint16 => keys.Span<ushort>()[i],
        DataType.Int8 => keys.Span<sbyte>()[i],
        DataType.Float => BitConverter.SingleToInt32Bits(keys.Span<float>()[i]),
        DataType.Double => BitConverter.DoubleToInt64Bits(keys.Span<double>()[i]),
        _ => keys.Span<byte>()[i],
    };

    /// <summary>Elements of a value whose bytes can be counted.</summary>
    private static int CountElements(ReadOnlySpan<long> shape, DataType type)
    {
        long count = 1;
        foreach (long size in shape)
        {
            // Both factors are below 2^31.
            count = size <= int.MaxValue ? count * size : int.MaxValue + 1L;
            if (count * Math.Max(type.Size(), 1) > Array.MaxLength)
                throw TfKeyedException.Engine(
                    $"a table's values of shape {ShapeText.Of(shape)} are larger than the embedded engine holds (2^31 bytes)", null, "use --engine tensorflow");
        }
        return (int)count;
    }

    private bool IsReserved(Value keys, int i)
    {
        if (_reservedStrings is not null)
            return keys.Strings[i].SequenceEqual(_reservedStrings[0]) || keys.Strings[i].SequenceEqual(_reservedStrings[1]);
        return _reservedIntegers is not null && _reservedIntegers.AsSpan().Contains(Integer(keys, i));
    }

    private void Check(Value keys, Value values)
    {
        if (keys.Type != KeyType || values.Type != ValueType)
            throw TfKeyedException.Engine($"the table {Name} maps {KeyType.Name()} to {ValueType.Name()}, not {keys.Type.Name()} to {values.Type.Name()}");
        if ((long)keys.Count * ValueElements != values.Count)
            throw TfKeyedException.Engine($"{keys.Count} keys do not go with values of shape {values.ToShape()}");
    }

    private void StoreStrings(Value values, int i, int position, bool isNew)
    {
        for (int e = 0; e < ValueElements; e++)
        {
            ReadOnlySpan<byte> given = values.Strings[(i * ValueElements) + e];
            if (isNew)
            {
                _bytes += EntryBytes + given.Length;
                _strings.Add(given.ToArray());
            }
            else if (!IsMutable && !given.SequenceEqual(_strings[(position * ValueElements) + e]))
                throw Duplicate();
            else
            {
                _bytes += given.Length - _strings[(position * ValueElements) + e].Length;
                _strings[(position * ValueElements) + e] = given.ToArray();
            }
        }
    }

    private void StoreBytes(Value values, int i, int position, bool isNew)
    {
        long needed = (position + 1L) * RowBytes;
        if (needed > Array.MaxLength)
            throw TfKeyedException.Engine(
                $"the values of the table {Name} take more than the embedded engine holds (2^31 bytes)", null, "use --engine tensorflow");
        if (needed > _values.Length)
            Array.Resize(ref _values, (int)Math.Min(Array.MaxLength, Math.Max(needed, Math.Max(64, _values.Length * 2L))));
        var given = new ReadOnlySpan<byte>(values.Bytes + ((nint)i * RowBytes), RowBytes);
        Span<byte> target = _values.AsSpan(position * RowBytes, RowBytes);
        if (!isNew && !IsMutable && !given.SequenceEqual(target))
            throw Duplicate();
        given.CopyTo(target);
    }

    private TfKeyedException Duplicate() => TfKeyedException.Engine($"the table {Name} is given two values for one key");
}

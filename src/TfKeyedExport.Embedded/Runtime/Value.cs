using System.Diagnostics;
using System.Runtime.CompilerServices;
using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Runtime;

/// <summary>One tensor while a plan runs: type, shape, and where its elements are. Kept and filled again call after call.</summary>
/// <remarks>
/// The elements are in a shared <see cref="NativeBuffer"/>, or in borrowed memory (a constant, a mapped variable, a pinned input), or
/// strings, or an object (a resource or a variant).
/// </remarks>
/// <param name="keepsMemory">
/// Whether a small buffer stays with the value from one filling to the next, which spares the way to the pool; whoever says so calls <see cref="GiveUp"/> at the end.
/// </param>
internal sealed unsafe class Value(bool keepsMemory = false)
{
    /// <summary>The most dimensions.</summary>
    public const int MaxRank = 8;

    // The smallest buffers of a pool.
    private const long KeptBytes = 256;

    private readonly long[] _shape = new long[MaxRank];
    private NativeBuffer? _buffer;
    private StringBuffer? _strings;
    private int _elementSize;

    // Whether the buffer only waits here to be filled again: it is nobody's content.
    private bool _isIdle;

    /// <summary>The elements' type.</summary>
    public DataType Type { get; private set; }

    /// <summary>The number of dimensions.</summary>
    public int Rank { get; private set; }

    /// <summary>The number of elements.</summary>
    public int Count { get; private set; }

    /// <summary>The elements of a fixed-size type.</summary>
    public byte* Data { get; private set; }

    /// <summary>A resource (a variable, a table) or a variant (a list of tensors); of a TensorFlow 1 reference, its variable.</summary>
    public object? Object { get; private set; }

    /// <summary>The constant whose elements these are, kept alive by this; null for values that were computed.</summary>
    public ConstantValue? Constant { get; private set; }

    /// <summary>The caller's tensor whose elements these are; null for values that were computed.</summary>
    public Tensor? Source { get; private set; }

    /// <summary>The sizes.</summary>
    public ReadOnlySpan<long> Shape => _shape.AsSpan(0, Rank);

    /// <summary>The strings of a string value.</summary>
    public StringBuffer Strings
    {
        get
        {
            Debug.Assert(_strings is not null, "not a string value");
            return _strings;
        }
    }

    /// <summary>Bytes of the elements.</summary>
    public long ByteCount => (long)Count * _elementSize;

    /// <summary>Whether this value alone holds memory of its own, so that its last reader may write there.</summary>
    public bool OwnsBuffer => !_isIdle && _buffer is { IsUnshared: true };

    /// <summary>One size.</summary>
    public int Dim(int dimension) => (int)_shape[dimension];

    /// <summary>The elements, read as <typeparamref name="T"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Span<T>()
        where T : unmanaged
    {
        Debug.Assert(sizeof(T) == Type.Size(), "element size");
        return new Span<T>(Data, Count);
    }

    /// <summary>The first element.</summary>
    public T Scalar<T>()
        where T : unmanaged => *(T*)Data;

    /// <summary>The shape for messages.</summary>
    public TensorShape ToShape() => new(Shape);

    /// <summary>Sets type and shape and counts the elements.</summary>
    /// <exception cref="TfKeyedException">Too many dimensions or elements.</exception>
    public void SetShape(DataType type, ReadOnlySpan<long> shape)
    {
        if (shape.Length > MaxRank)
            throw TfKeyedException.Engine($"a tensor has {shape.Length} dimensions; the embedded engine goes up to {MaxRank}", null, "use --engine tensorflow");
        long count = 1;
        bool isLarge = false;
        for (int i = 0; i < shape.Length; i++)
        {
            long size = shape[i];
            _shape[i] = size;
            isLarge |= (ulong)size > int.MaxValue;
            count *= isLarge ? 0 : size;
            isLarge |= count > int.MaxValue;
        }
        if (isLarge)
            count = CountSlowly(shape);
        if (type != Type)
        {
            Type = type;
            _elementSize = type.Size();
        }
        Rank = shape.Length;
        Count = (int)count;
    }

    /// <summary>Makes room for elements of a type and shape; their content is whatever was there.</summary>
    public void Allocate(DataType type, ReadOnlySpan<long> shape, BufferPool pool)
    {
        SetShape(type, shape);
        Source = null;
        Constant = null;
        if (_isIdle && ByteCount <= _buffer!.Capacity)
        {
            _isIdle = false;
            Data = _buffer.Pointer;
            return;
        }
        NativeBuffer buffer = pool.Rent(ByteCount);
        GiveUp();
        _buffer = buffer;
        Data = buffer.Pointer;
    }

    /// <summary>Makes room for strings, to be added in row-major order.</summary>
    public StringBuffer AllocateStrings(ReadOnlySpan<long> shape, BufferPool pool)
    {
        SetShape(DataType.String, shape);
        StringBuffer strings = pool.RentStrings();
        _strings?.Release();
        _strings = strings;
        strings.Begin(Count);
        Source = null;
        return strings;
    }

    /// <summary>Holds an object; the shape is a scalar's.</summary>
    public void SetObject(DataType type, object? value)
    {
        (value as SharedObject)?.AddReference();
        Release();
        SetShape(type, []);
        Object = value;
    }

    /// <summary>Lets a TensorFlow 1 reference know its variable.</summary>
    public void SetReference(object variable) => Object = variable;

    /// <summary>Uses memory that somebody else keeps alive and unchanged.</summary>
    public void Borrow(DataType type, ReadOnlySpan<long> shape, byte* data)
    {
        Release();
        SetShape(type, shape);
        Data = data;
    }

    /// <summary>Reads strings that somebody else keeps.</summary>
    public void Borrow(ReadOnlySpan<long> shape, StringValues strings, BufferPool? pool = null)
    {
        Release();
        SetShape(DataType.String, shape);
        _strings = pool?.RentStrings() ?? new StringBuffer();
        _strings.Borrow(strings);
    }

    /// <summary>Remembers whose elements these are, so that they can be handed back as they came.</summary>
    public void SetSource(Tensor source) => Source = source;

    /// <summary>Shows another value's elements, in its shape; both share the memory.</summary>
    public void Share(Value other)
    {
        if (ReferenceEquals(this, other))
            return;
        NativeBuffer? buffer = other._isIdle ? null : other._buffer;
        buffer?.AddReference();
        GiveUp();
        _buffer = buffer;
        StringBuffer? strings = other._strings;
        strings?.AddReference();
        _strings?.Release();
        _strings = strings;
        Data = other.Data;
        (other.Object as SharedObject)?.AddReference();
        (Object as SharedObject)?.Release();
        Object = other.Object;
        Constant = other.Constant;
        Source = other.Source;
        Type = other.Type;
        _elementSize = other._elementSize;
        Rank = other.Rank;
        Count = other.Count;
        other.Shape.CopyTo(_shape);
    }

    /// <summary>Shows elements of another value that follow one another, of a fixed-size type; both share the memory.</summary>
    /// <param name="other">The other value.</param>
    /// <param name="first">The first of its elements to show.</param>
    /// <param name="shape">The shape of the part, which must lie inside the other value.</param>
    public void SharePart(Value other, int first, ReadOnlySpan<long> shape)
    {
        Share(other);
        SetShape(other.Type, shape);
        Data = other.Data + ((nint)first * Type.Size());
        Source = null;
    }

    /// <summary>Uses another value's memory for elements of its own, of the same size.</summary>
    public void TakeOver(Value other, DataType type)
    {
        Share(other);
        Type = type;
        _elementSize = type.Size();
        Source = null;
        Object = null;
        Constant = null;
    }

    /// <summary>Shows a constant's elements and keeps the constant alive meanwhile.</summary>
    public void Share(ConstantValue constant)
    {
        Share(constant.Value);
        Constant = constant;
    }

    /// <summary>Gives up the elements.</summary>
    public void Release()
    {
        if (_buffer is { } buffer && !_isIdle)
        {
            if (keepsMemory && buffer is { IsUnshared: true, Capacity: <= KeptBytes })
                _isIdle = true;
            else
                GiveUp();
        }
        if (_strings is not null)
        {
            _strings.Release();
            _strings = null;
        }
        Data = null;
        if (Object is not null)
        {
            (Object as SharedObject)?.Release();
            Object = null;
        }
        Source = null;
    }

    /// <summary>Gives the buffer back to its pool, one that waits to be filled again, too.</summary>
    public void GiveUp()
    {
        _buffer?.Release();
        _buffer = null;
        _isIdle = false;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Type.Name()} {ToShape()}";

    /// <summary>Counts elements where the product does not fit in between: a later size may be 0.</summary>
    private static long CountSlowly(ReadOnlySpan<long> shape)
    {
        Int128 count = 1;
        for (int i = 0; i < shape.Length; i++)
        {
            if (shape[i] < 0)
                throw TfKeyedException.Engine($"a tensor's size in dimension {i} is negative ({shape[i]})");
            count = count > long.MaxValue && shape[i] > 0 ? count : count * shape[i];
        }
        return count <= int.MaxValue
            ? (long)count
            : throw TfKeyedException.Engine($"a tensor of shape {new TensorShape(shape)} has more elements than the embedded engine holds (2^31)", null, "send fewer rows a call");
    }
}

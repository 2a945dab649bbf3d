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
internal sealed unsafe class Value
{
    /// <summary>The most dimensions.</summary>
    public const int MaxRank = 8;

    private readonly long[] _shape = new long[MaxRank];
    private NativeBuffer? _buffer;
    private StringBuffer? _strings;

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
    public long ByteCount => (long)Count * Type.Size();

    /// <summary>Whether this value alone holds memory of its own, so that its last reader may write there.</summary>
    public bool OwnsBuffer => _buffer is { IsUnshared: true };

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
        for (int i = 0; i < shape.Length; i++)
        {
            long size = shape[i];
            if (size < 0)
                throw TfKeyedException.Engine($"a tensor's size in dimension {i} is negative ({size})");
            count = Math.BigMul(count, size, out long low) is 0 && low >= 0 ? low : long.MaxValue;
            _shape[i] = size;
        }
        if (count > int.MaxValue)
            throw TfKeyedException.Engine($"a tensor of shape {new TensorShape(shape)} has more elements than the embedded engine holds (2^31)", null, "send fewer rows a call");
        Type = type;
        Rank = shape.Length;
        Count = (int)count;
    }

    /// <summary>Makes room for elements of a type and shape; their content is whatever was there.</summary>
    public void Allocate(DataType type, ReadOnlySpan<long> shape, BufferPool pool)
    {
        SetShape(type, shape);
        NativeBuffer buffer = pool.Rent(ByteCount);
        _buffer?.Release();
        _buffer = buffer;
        Data = buffer.Pointer;
        Source = null;
        Constant = null;
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
        NativeBuffer? buffer = other._buffer;
        buffer?.AddReference();
        _buffer?.Release();
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
        _buffer?.Release();
        _buffer = null;
        _strings?.Release();
        _strings = null;
        Data = null;
        (Object as SharedObject)?.Release();
        Object = null;
        Source = null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Type.Name()} {ToShape()}";
}

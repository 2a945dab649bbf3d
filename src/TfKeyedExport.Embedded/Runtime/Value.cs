using System.Runtime.CompilerServices;
using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Runtime;

/// <summary>One tensor while a plan runs: type, shape, and where its elements are. Kept and filled again call after call.</summary>
/// <remarks>
/// The elements are in a shared <see cref="NativeBuffer"/>, or in borrowed memory (a constant, a variable, a pinned input), or
/// strings, or an object (a resource or a variant). What a model promises about types and sizes is never trusted here: elements are only given out as the type
/// that they have (<see cref="Span{T}"/>, <see cref="Pointer{T}"/>), and a view of another value never shows more than that has.
/// </remarks>
/// <param name="keepsMemory">
/// Whether a small buffer stays with the value from one filling to the next, which spares the way to the pool; whoever says so
/// calls <see cref="GiveUp"/> at the end.
/// </param>
/// <param name="promised">The only type that the value may ever have, by the graph; none for one that may have any.</param>
internal sealed unsafe partial class Value(bool keepsMemory = false, DataType promised = DataType.Invalid)
{
    /// <summary>The most dimensions.</summary>
    public const int MaxRank = 8;

    // The smallest buffers of a pool.
    private const long KeptBytes = 256;

    private readonly long[] _shape = new long[MaxRank];
    private NativeBuffer? _buffer;
    private StringBuffer? _strings;
    private byte* _data;
    private int _elementSize;

    // The type that the size is of: a type that was given up keeps its size for the next filling, which mostly has the same.
    private DataType _sizedType;

    private bool KeepsMemory { get; } = keepsMemory;

    // Whether the buffer only waits here to be filled again: it is nobody's content.
    private bool _isIdle;

    // Who took the memory that is still shown here.
    private Value? _takenBy;

    /// <summary>The elements' type.</summary>
    public DataType Type { get; private set; }

    /// <summary>The number of dimensions.</summary>
    public int Rank { get; private set; }

    /// <summary>The number of elements.</summary>
    public int Count { get; private set; }

    /// <summary>Where the elements of a fixed-size type begin, for moving them by their size; null of other types, whose elements have the size 0.</summary>
    /// <exception cref="TfKeyedException">The value was never computed.</exception>
    public byte* Bytes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_data is null)
                RequireNone();
            return _data;
        }
    }

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
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Type == DataType.String && _strings is { } strings ? strings : throw NotA(DataType.String);
    }

    /// <summary>Whether this is a whole tensor of a type: filled, with as many strings as its shape says.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Is(DataType type) => Type == type && (type != DataType.String || (_strings?.Count ?? Count) == Count);

    /// <summary>Bytes of one element; 0 of types without a fixed size.</summary>
    public int ElementSize => _elementSize;

    /// <summary>Bytes of one element of a type, which mostly is the one that this had before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int SizeOf(DataType type) => type == _sizedType ? _elementSize : type.Size();

    /// <summary>Bytes of the elements.</summary>
    public long ByteCount => (long)Count * _elementSize;

    /// <summary>Whether this value alone holds memory of its own, so that its last reader may write there.</summary>
    public bool OwnsBuffer => !_isIdle && _buffer is { IsUnshared: true };

    /// <summary>One size, as most kernels count.</summary>
    /// <exception cref="TfKeyedException">The value has no such dimension, or it has 2^31 or more rows of nothing there.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Dim(int dimension)
    {
        long size = (uint)dimension < (uint)Rank ? _shape[dimension] : -1;
        return (ulong)size <= int.MaxValue ? (int)size : throw NoSuchSize(dimension);
    }

    /// <summary>The elements, read as <typeparamref name="T"/>.</summary>
    /// <exception cref="TfKeyedException">They are of another type.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<T> Span<T>()
        where T : unmanaged => new(Pointer<T>(), Count);

    /// <summary>Where the elements begin, read as <typeparamref name="T"/>: there are <see cref="Count"/> of them.</summary>
    /// <inheritdoc cref="Span{T}" path="/exception"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T* Pointer<T>()
        where T : unmanaged
    {
        // Kernels that only move elements read them as unsigned numbers of their size.
        bool fits = ElementTypes.IsUnsigned<T>() ? _elementSize == sizeof(T) : Type == DataTypeFacts.Stored<T>();
        if (!fits || _data is null)
            Require<T>();
        return (T*)_data;
    }

    /// <summary>The first element.</summary>
    /// <exception cref="TfKeyedException">There is none, or it is of another type.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Scalar<T>()
        where T : unmanaged => Count > 0 ? *Pointer<T>() : throw IsEmpty();

    /// <summary>The shape for messages.</summary>
    public TensorShape ToShape() => new(Shape);

    /// <summary>Sets type and shape and counts the elements. The one place where sizes that data decides become 32-bit numbers.</summary>
    /// <exception cref="TfKeyedException">Too many dimensions or elements, or a negative size.</exception>
    public void SetShape(DataType type, ReadOnlySpan<long> shape)
    {
        if (shape.Length > MaxRank)
            throw TfKeyedException.Engine($"a tensor has {shape.Length} dimensions; the embedded engine goes up to {MaxRank}", null, "use --engine tensorflow");
        // Sizes that are 0 are left out of the product: then every product of sizes, in whatever order a kernel takes them, is a 32-bit number.
        long filled = 1;
        bool isEmpty = false;
        for (int i = 0; i < shape.Length; i++)
        {
            long size = shape[i];
            isEmpty |= size == 0;
            if ((ulong)size > int.MaxValue || (filled *= size == 0 ? 1 : size) > int.MaxValue)
                throw BadShape(shape);
            _shape[i] = size;
        }
        SetType(type);
        Rank = shape.Length;
        Count = isEmpty ? 0 : (int)filled;
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
            _data = _buffer.Pointer;
            return;
        }
        NativeBuffer buffer = pool.Rent(ByteCount);
        GiveUp();
        _buffer = buffer;
        _data = buffer.Pointer;
    }

    /// <summary>Makes room for strings, to be added in row-major order.</summary>
    public StringBuffer AllocateStrings(ReadOnlySpan<long> shape, BufferPool pool)
    {
        SetShape(DataType.String, shape);
        _data = null;
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

    /// <summary>Remembers whose elements these are, so that they can be handed back as they came.</summary>
    public void SetSource(Tensor source) => Source = source;

    /// <summary>Gives up the elements.</summary>
    public void Release()
    {
        if (_buffer is { } buffer && !_isIdle)
        {
            if (KeepsMemory && buffer is { IsUnshared: true, Capacity: <= KeptBytes })
                _isIdle = true;
            else
                GiveUp();
        }
        if (_strings is not null)
        {
            _strings.Release();
            _strings = null;
        }
        _data = null;
        if (_takenBy is not null)
            _takenBy = null;
        // Nobody takes what was given up for elements.
        Type = DataType.Invalid;
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SetType(DataType type)
    {
        if (type != _sizedType)
            Size(type);
        Type = type;
    }

    // Whatever reads this was made for the type of the graph: so nothing else may ever stand here, wherever it came from.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Size(DataType type)
    {
        if (promised != DataType.Invalid && type != promised)
            throw ContradictoryTypes.Error($"a value would be {type.Name()}; the graph promises {promised.Name()}");
        _sizedType = type;
        _elementSize = type.Size();
    }

    // The slow way: the type is stored as T without being T's own, or there are no elements.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Require<T>()
        where T : unmanaged
    {
        if (!ElementTypes.Holds<T>(Type))
            throw NotA(DataTypeFacts.Stored<T>());
        RequireNone();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RequireNone()
    {
        if (_data is null && (Type == DataType.Invalid || (_elementSize > 0 && Count != 0)))
            throw NotA(DataType.Invalid);
    }

    private TfKeyedException NotA(DataType wanted)
    {
        string what = Type == DataType.Invalid ? "a tensor that was never computed" : $"{Type.Name()} {ToShape()}";
        string instead = wanted == DataType.Invalid ? "elements of a fixed size are" : $"{wanted.Name()} is";
        return ContradictoryTypes.Error($"{what} came where {instead} needed");
    }

    private TfKeyedException NoSuchSize(int dimension) => TfKeyedException.Engine(
        (uint)dimension < (uint)Rank
            ? $"a tensor of shape {ToShape()} has a dimension of 2^31 or more"
            : $"a tensor of shape {ToShape()} has no dimension {dimension}");

    private TfKeyedException IsEmpty() => TfKeyedException.Engine($"a tensor of shape {ToShape()} has no element; one is needed");

    private TfKeyedException WrongCount(int count)
    {
        TfKeyedException error = TfKeyedException.Engine($"{count} elements do not make a tensor of shape {ToShape()}");
        Release();
        return error;
    }

    private static TfKeyedException BadShape(ReadOnlySpan<long> shape) => shape.ContainsAnyInRange(long.MinValue, -1)
        ? TfKeyedException.Engine($"a tensor's shape would be {Sizes(shape)}, and no size can be negative")
        : TfKeyedException.Engine($"a tensor of shape {Sizes(shape)} is larger than the embedded engine holds (2^31 elements)", null, "send fewer rows a call");

    private static string Sizes(ReadOnlySpan<long> shape) => $"[{string.Join(", ", shape.ToArray())}]";
}

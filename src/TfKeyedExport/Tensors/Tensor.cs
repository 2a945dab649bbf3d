using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TfKeyedExport.Tensors;

/// <summary>A tensor as it crosses an engine's boundary: a type, a fully known shape, and elements in row-major order.</summary>
/// <remarks>Immutable by agreement: whoever hands memory to a tensor does not change it afterwards.</remarks>
public sealed class Tensor
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly StringValues? _strings;

    private Tensor(DataType type, TensorShape shape, int count, ReadOnlyMemory<byte> bytes, StringValues? strings)
    {
        Type = type;
        Shape = shape;
        Count = count;
        _bytes = bytes;
        _strings = strings;
    }

    /// <summary>The elements' type: a fixed-size one or <see cref="DataType.String"/>.</summary>
    public DataType Type { get; }

    /// <summary>The shape; fully known.</summary>
    public TensorShape Shape { get; }

    /// <summary>The number of elements.</summary>
    public int Count { get; }

    /// <summary>The elements of a fixed-size type, little endian.</summary>
    /// <exception cref="InvalidOperationException">The tensor holds strings.</exception>
    public ReadOnlyMemory<byte> Bytes =>
        _strings is null ? _bytes : throw new InvalidOperationException("a string tensor has no plain bytes; use Strings");

    /// <summary>The elements of a string tensor.</summary>
    /// <exception cref="InvalidOperationException">The tensor does not hold strings.</exception>
    public StringValues Strings => _strings ?? throw new InvalidOperationException($"a {Type.Name()} tensor has no strings");

    /// <summary>Wraps memory that holds the elements in row-major order, little endian.</summary>
    /// <exception cref="ArgumentException">The memory's length does not fit type and shape.</exception>
    public static Tensor FromBytes(DataType type, TensorShape shape, ReadOnlyMemory<byte> bytes)
    {
        int size = type.Size();
        if (size == 0)
            throw new ArgumentException($"{type.Name()} elements have no fixed size", nameof(type));
        long count = shape.ElementCount();
        if (checked(count * size) != bytes.Length)
            throw new ArgumentException($"{bytes.Length} bytes do not hold {type.Name()} {shape}", nameof(bytes));
        return new Tensor(type, shape, (int)count, bytes, null);
    }

    /// <summary>Copies elements.</summary>
    /// <typeparam name="T">The .NET type that stores one element; see <see cref="DataTypeFacts.Of{T}"/>.</typeparam>
    /// <exception cref="ArgumentException">The number of elements does not fit the shape.</exception>
    public static Tensor From<T>(TensorShape shape, ReadOnlySpan<T> values)
        where T : unmanaged => FromBytes(DataTypeFacts.Of<T>(), shape, MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>Copies elements into a tensor of one dimension.</summary>
    /// <inheritdoc cref="From{T}(TensorShape, ReadOnlySpan{T})"/>
    public static Tensor From<T>(params ReadOnlySpan<T> values)
        where T : unmanaged => From(new TensorShape(values.Length), values);

    /// <summary>Wraps strings.</summary>
    /// <exception cref="ArgumentException">The number of strings does not fit the shape.</exception>
    public static Tensor FromStrings(TensorShape shape, StringValues strings)
    {
        ArgumentNullException.ThrowIfNull(strings);
        if (shape.ElementCount() != strings.Count)
            throw new ArgumentException($"{strings.Count} strings do not fill {shape}", nameof(strings));
        return new Tensor(DataType.String, shape, strings.Count, default, strings);
    }

    /// <summary>A tensor of one dimension with texts as UTF-8.</summary>
    public static Tensor FromText(params IReadOnlyList<string> texts) =>
        FromStrings(new TensorShape(texts.Count), StringValues.FromText(texts));

    /// <summary>The elements, read as <typeparamref name="T"/>.</summary>
    /// <exception cref="InvalidOperationException">The tensor holds strings, or an element has another size.</exception>
    public ReadOnlySpan<T> Values<T>()
        where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() != Type.Size())
            throw new InvalidOperationException($"{Type.Name()} elements are not stored as {typeof(T).Name}");
        return MemoryMarshal.Cast<byte, T>(Bytes.Span);
    }

    /// <summary>The same elements in another shape.</summary>
    /// <exception cref="ArgumentException">The shape holds another number of elements.</exception>
    public Tensor Reshape(TensorShape shape) => shape.ElementCount() == Count
        ? new Tensor(Type, shape, Count, _bytes, _strings)
        : throw new ArgumentException($"{Shape} cannot become {shape}", nameof(shape));

    /// <summary>Whether both have the same type, the same shape and the same bits.</summary>
    public bool BitEquals(Tensor other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (Type != other.Type || Shape != other.Shape)
            return false;
        return _strings is null ? _bytes.Span.SequenceEqual(other._bytes.Span) : _strings.ContentEquals(other._strings!);
    }

    /// <summary>Type and shape, such as <c>float32 [2, 3]</c>.</summary>
    public override string ToString() => $"{Type.Name()} {Shape}";
}

using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Rest.Values;

/// <summary>Elements of one input on their way into a tensor; its memory is borrowed and grows with what is there.</summary>
internal sealed class Column
{
    private const int Begin = 256;

    private byte[] _bytes = [];
    private int[] _ends = [];
    private long _limit;
    private long[] _shape = [];
    private int _rank;

    /// <summary>How its elements are read.</summary>
    public ElementKind Kind { get; private set; } = null!;

    /// <summary>How many bytes there are.</summary>
    public int Length { get; private set; }

    /// <summary>How many strings there are.</summary>
    public int Texts { get; private set; }

    /// <summary>How many items, each of one shape, were added.</summary>
    public int Items { get; set; }

    /// <summary>How many values the first item has.</summary>
    public long ItemSize { get; private set; }

    /// <summary>The shape of the first item.</summary>
    public ReadOnlySpan<long> ItemShape => _shape.AsSpan(0, _rank);

    /// <summary>Whether items are single values, of which there are some already.</summary>
    public bool IsSingle => Items > 0 && _rank == 0 && !Kind.IsPair;

    /// <summary>Begins anew.</summary>
    public void Start(ElementKind kind, long memoryLimit)
    {
        Kind = kind;
        _limit = memoryLimit;
        Length = Texts = Items = _rank = 0;
    }

    /// <summary>Keeps the first item's shape.</summary>
    public void SetShape(ReadOnlySpan<long> shape, long size)
    {
        if (_shape.Length < shape.Length)
            _shape = new long[shape.Length + 4];
        shape.CopyTo(_shape);
        _rank = shape.Length;
        ItemSize = size;
    }

    /// <summary>Room for more bytes.</summary>
    public Span<byte> Room(int bytes)
    {
        if (_bytes.Length - Length < bytes)
            _bytes = Grow(_bytes, Length, bytes, 1);
        return _bytes.AsSpan(Length);
    }

    /// <summary>Takes bytes of the room.</summary>
    public void Advance(int bytes) => Length += bytes;

    /// <summary>Ends a string, whose bytes were taken before.</summary>
    public void EndText()
    {
        if (_ends.Length == Texts)
            _ends = Grow(_ends, Texts, 1, sizeof(int));
        _ends[Texts++] = Length;
    }

    /// <summary>Takes back what was added behind a place.</summary>
    public void Cut(int length, int texts) => (Length, Texts) = (length, texts);

    /// <summary>The elements as a tensor; what is more than the shape takes is left out.</summary>
    public Tensor ToTensor(TensorShape shape)
    {
        if (Kind.Form == ElementForm.Text)
        {
            int count = (int)Math.Min(shape.ElementCount(), Texts);
            int[] ends = _ends.AsSpan(0, count).ToArray();
            return Tensor.FromStrings(shape, new StringValues(Copy(count == 0 ? 0 : ends[^1]), ends));
        }
        return Tensor.FromBytes(Kind.Type, shape, Copy((int)Math.Min(shape.ElementCount() * Kind.Type.Size(), Length)));
    }

    /// <summary>Gives its memory back.</summary>
    public void Release()
    {
        const int Kept = 1 << 16;
        if (_bytes.Length > Kept)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }
        if (_ends.Length > Kept / sizeof(int))
        {
            ArrayPool<int>.Shared.Return(_ends);
            _ends = [];
        }
    }

    private byte[] Copy(int length)
    {
        byte[] copy = GC.AllocateUninitializedArray<byte>(length);
        _bytes.AsSpan(0, length).CopyTo(copy);
        return copy;
    }

    // What was there before, twice as much, and in the end a copy for the tensor.
    private T[] Grow<T>(T[] old, int used, int more, int size)
    {
        long wanted = Math.Max(Begin, Math.Max(old.Length * 2L, (long)used + more));
        if (wanted > Array.MaxLength)
            wanted = Math.Max(Math.Min(Array.MaxLength, wanted), (long)used + more);
        if (wanted > Array.MaxLength || wanted * size > _limit / 2)
        {
            throw TfKeyedException.Limit(
                $"the request's values take more than the memory limit of {_limit >> 20} MiB", null,
                "send fewer rows a request, or raise the limit with --memory-limit BYTES");
        }
        T[] larger = ArrayPool<T>.Shared.Rent((int)wanted);
        old.AsSpan(0, used).CopyTo(larger);
        if (old.Length > 0)
            ArrayPool<T>.Shared.Return(old);
        return larger;
    }

    /// <summary>Writes the low bytes of a whole number.</summary>
    public void AddWhole(ulong bits)
    {
        Span<byte> room = Room(8);
        BinaryPrimitives.WriteUInt64LittleEndian(room, bits);
        Length += Kind.Size;
    }

    /// <summary>Writes a number as the bytes of a type.</summary>
    public void Add<T>(T value)
        where T : unmanaged
    {
        MemoryMarshal.Write(Room(8), value);
        Length += Kind.Size;
    }
}

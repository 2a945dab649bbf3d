using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Runtime;

// How a value shows memory that is not its own alone: borrowed, shared with another value, or taken from one that dies.
internal sealed unsafe partial class Value
{
    /// <summary>Uses memory that somebody else keeps alive and unchanged.</summary>
    public void Borrow(DataType type, ReadOnlySpan<long> shape, byte* data)
    {
        Release();
        SetShape(type, shape);
        _data = data;
    }

    /// <summary>Reads strings that somebody else keeps.</summary>
    public void Borrow(ReadOnlySpan<long> shape, StringValues strings, BufferPool? pool = null)
    {
        Release();
        SetShape(DataType.String, shape);
        _strings = pool?.RentStrings() ?? new StringBuffer();
        _strings.Borrow(strings);
    }

    /// <summary>Shows another value's elements, in its shape; both share the memory.</summary>
    public void Share(Value other)
    {
        if (ReferenceEquals(this, other))
            return;
        SetType(other.Type);
        NativeBuffer? buffer = other._takenBy is { } owner ? owner._buffer : other._isIdle ? null : other._buffer;
        buffer?.AddReference();
        GiveUp();
        _buffer = buffer;
        StringBuffer? strings = other._strings;
        strings?.AddReference();
        _strings?.Release();
        _strings = strings;
        _data = other._data;
        (other.Object as SharedObject)?.AddReference();
        (Object as SharedObject)?.Release();
        Object = other.Object;
        Constant = other.Constant;
        Source = other.Source;
        Rank = other.Rank;
        Count = other.Count;
        other.Shape.CopyTo(_shape);
    }

    /// <summary>Shows its elements in another shape of as many.</summary>
    /// <exception cref="TfKeyedException">The shape has more or fewer elements.</exception>
    public void Reshape(ReadOnlySpan<long> shape)
    {
        int count = Count;
        SetShape(Type, shape);
        if (Count != count)
            throw WrongCount(count);
    }

    /// <summary>Shows elements of another value that follow one another, of a fixed-size type; both share the memory.</summary>
    /// <param name="other">The other value.</param>
    /// <param name="first">The first of its elements to show.</param>
    /// <param name="shape">The shape of the part.</param>
    /// <exception cref="TfKeyedException">The part does not lie inside the other value, or its elements have no fixed size.</exception>
    public void SharePart(Value other, int first, ReadOnlySpan<long> shape)
    {
        int count = other.Count;
        byte* start = other.Bytes;
        Share(other);
        SetShape(other.Type, shape);
        if (first < 0 || first > count - Count)
            throw WrongCount(count);
        _data = start + ((nint)first * _elementSize);
        Source = null;
    }

    /// <summary>Whether both show the same elements of the same memory, in the same shape.</summary>
    public bool IsSameAs(Value other) => _data is not null && _data == other._data && Type == other.Type && Shape.SequenceEqual(other.Shape);

    /// <summary>
    /// Takes the memory of a value that owns it and is given up after this step, for elements of its own of the same size: see <see cref="OwnsBuffer"/>.
    /// </summary>
    public void TakeOver(Value dying, DataType type)
    {
        SetType(type);
        Take(dying);
        Source = null;
    }

    /// <summary>
    /// Takes the elements of a value that owns its memory and is given up after this step: as <see cref="Share(Value)"/>, and spares the way to the pool.
    /// </summary>
    public void TakeOver(Value dying)
    {
        // A reference of TensorFlow 1 also knows its variable.
        if (dying.Object is not null)
        {
            Share(dying);
            return;
        }
        SetType(dying.Type);
        Take(dying);
        Source = dying.Source;
    }

    // The other goes on to show the same memory until it is given up, and gets what waits here to be filled again.
    private void Take(Value dying)
    {
        NativeBuffer? waiting = _isIdle && dying.KeepsMemory ? _buffer : null;
        if (waiting is null)
            GiveUp();
        _buffer = dying._buffer;
        _isIdle = false;
        dying._buffer = waiting;
        dying._isIdle = waiting is not null;
        dying._takenBy = this;
        _data = dying._data;
        Constant = null;
        Rank = dying.Rank;
        Count = dying.Count;
        dying.Shape.CopyTo(_shape);
    }

    /// <summary>Shows a constant's elements and keeps the constant alive meanwhile.</summary>
    public void Share(ConstantValue constant)
    {
        Share(constant.Value);
        Constant = constant;
    }
}

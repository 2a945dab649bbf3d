using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Runtime;

/// <summary>What a variant of TensorFlow's list operations holds: tensors of one type, some of which may not be set yet.</summary>
internal sealed class TensorList(TensorListPool pool) : SharedObject
{
    // About what a place costs, whether something is in it or not; a TensorArray's remark on it included.
    private const long PlaceBytes = 16;

    // Places that an empty list keeps for the next.
    private const int KeptPlaces = 4096;

    private readonly List<Value?> _items = [];
    private readonly long[] _elementShape = new long[Value.MaxRank];
    private int _elementRank;

    /// <summary>The elements' type.</summary>
    public DataType Type { get; private set; }

    /// <summary>The number of elements.</summary>
    public int Count => _items.Count;

    /// <summary>The most elements that may be pushed; -1 for no limit.</summary>
    public long Limit { get; private set; }

    /// <summary>Whether the rank of the elements' declared shape is known.</summary>
    public bool HasElementRank => _elementRank >= 0;

    /// <summary>The elements' declared shape, -1 for sizes that are open; empty if the rank is not known.</summary>
    public ReadOnlySpan<long> ElementShape => _elementShape.AsSpan(0, Math.Max(0, _elementRank));

    /// <summary>An element; null if it was not set.</summary>
    public Value? this[int index] => _items[index];

    /// <summary>Makes the list empty.</summary>
    /// <param name="type">The elements' type.</param>
    /// <param name="elementShape">The elements' declared shape.</param>
    /// <param name="hasRank">Whether the rank of that is known.</param>
    /// <param name="limit">The most elements that may be pushed; -1 for no limit.</param>
    public void Begin(DataType type, ReadOnlySpan<long> elementShape, bool hasRank, long limit = -1)
    {
        Type = type;
        _elementRank = hasRank ? elementShape.Length : -1;
        elementShape.CopyTo(_elementShape);
        Limit = limit;
    }

    /// <summary>Changes the number of elements; new ones are not set.</summary>
    public void Resize(int count)
    {
        for (int i = count; i < _items.Count; i++)
            Drop(i);
        if (count < _items.Count)
            _items.RemoveRange(count, _items.Count - count);
        Reserve(count);
        while (_items.Count < count)
            _items.Add(null);
    }

    /// <summary>Sets an element, sharing the memory.</summary>
    /// <exception cref="TfKeyedException">It is of another type than the list's elements.</exception>
    public void Set(int index, Value value)
    {
        CheckType(value);
        Value item = _items[index] ??= pool.Call.Rent();
        item.Share(value);
    }

    /// <summary>Gives an element up; it is as if it had never been set.</summary>
    public void Unset(int index) => Drop(index);

    /// <summary>Sets an element to one row of a tensor.</summary>
    public void SetRow(int index, Value tensor, int row)
    {
        int count = tensor.Dim(0) == 0 ? 0 : tensor.Count / tensor.Dim(0);
        SetPart(index, tensor, row * count, tensor.Shape[1..]);
    }

    /// <summary>Sets an element to rows of a tensor that follow one another.</summary>
    /// <param name="index">The element.</param>
    /// <param name="tensor">The tensor.</param>
    /// <param name="row">The first row.</param>
    /// <param name="shape">The shape of the element: the tensor's, with another number of rows.</param>
    public void SetRows(int index, Value tensor, int row, ReadOnlySpan<long> shape)
    {
        int count = tensor.Dim(0) == 0 ? 0 : tensor.Count / tensor.Dim(0);
        SetPart(index, tensor, row * count, shape);
    }

    private void CheckType(Value value)
    {
        if (!value.Is(Type))
            throw TfKeyedException.Engine($"{value} cannot be an element of a list of {Type.Name()}");
    }

    private void SetPart(int index, Value tensor, int first, ReadOnlySpan<long> shape)
    {
        CheckType(tensor);
        Value item = _items[index] ??= pool.Call.Rent();
        if (tensor.Type != DataType.String)
        {
            item.SharePart(tensor, first, shape);
            return;
        }
        StringBuffer strings = item.AllocateStrings(shape, pool.Call.Pool);
        for (int i = 0; i < item.Count; i++)
            strings.Add(tensor.Strings[first + i]);
    }

    /// <summary>Adds an element at the end.</summary>
    public void Push(Value value)
    {
        if (_items.Count == _items.Capacity)
            Reserve(Math.Max(4, _items.Count * 2));
        _items.Add(null);
        Set(_items.Count - 1, value);
    }

    /// <summary>Takes over another list's elements, sharing their memory.</summary>
    public void CopyFrom(TensorList other)
    {
        Begin(other.Type, other.ElementShape, other.HasElementRank, other.Limit);
        Resize(other.Count);
        for (int i = 0; i < other.Count; i++)
        {
            if (other[i] is { } value)
                Set(i, value);
        }
    }

    /// <inheritdoc/>
    protected override void Free()
    {
        Resize(0);
        if (_items.Capacity > KeptPlaces)
        {
            pool.Call.Pool.Uncharge(_items.Capacity * PlaceBytes);
            _items.Capacity = 0;
        }
        pool.Return(this);
    }

    private void Reserve(int count)
    {
        int capacity = _items.Capacity;
        if (count <= capacity)
            return;
        pool.Call.Pool.Charge(count * PlaceBytes);
        _items.Capacity = count;
        pool.Call.Pool.Uncharge(capacity * PlaceBytes);
    }

    private void Drop(int index)
    {
        if (_items[index] is { } item)
            pool.Call.Return(item);
        _items[index] = null;
    }
}

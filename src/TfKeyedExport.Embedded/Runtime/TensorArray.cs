using System.Runtime.InteropServices;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Runtime;

/// <summary>What the handle of TensorFlow 1's array operations stands for: tensors of one type, each of which is written once.</summary>
internal sealed class TensorArray : SharedObject
{
    private readonly TensorArrayPool _pool;
    private readonly List<ElementState> _states = [];

    public TensorArray(TensorArrayPool pool)
    {
        _pool = pool;
        Items = pool.Call.Lists.Rent();
        Items.AddReference();
    }

    /// <summary>What was done with an element.</summary>
    public enum ElementState : byte
    {
        /// <summary>Nothing.</summary>
        Open,

        /// <summary>It was written.</summary>
        Written,

        /// <summary>It was read, and given up by that.</summary>
        Cleared,
    }

    /// <summary>The elements, their type and their declared shape; one that was never written is null.</summary>
    public TensorList Items { get; }

    /// <summary>Whether writing behind the end makes it longer.</summary>
    public bool IsDynamic { get; private set; }

    /// <summary>Whether an element is given up when it is read.</summary>
    public bool ClearsWhenRead { get; private set; }

    /// <summary>Whether all elements have the shape of the one that is written first.</summary>
    public bool HasOneShape { get; private set; }

    /// <summary>What was done with each element.</summary>
    public Span<ElementState> States => CollectionsMarshal.AsSpan(_states);

    /// <summary>Makes the array empty.</summary>
    /// <param name="type">The elements' type.</param>
    /// <param name="shape">The elements' declared shape.</param>
    /// <param name="count">The number of elements.</param>
    /// <param name="isDynamic">Whether writing behind the end makes it longer.</param>
    /// <param name="clearsWhenRead">Whether an element is given up when it is read.</param>
    /// <param name="hasOneShape">Whether all elements have one shape.</param>
    public void Begin(DataType type, TensorShape shape, int count, bool isDynamic, bool clearsWhenRead, bool hasOneShape)
    {
        IsDynamic = isDynamic;
        ClearsWhenRead = clearsWhenRead;
        HasOneShape = hasOneShape;
        Items.Begin(type, shape.Dimensions, shape.HasRank);
        Resize(count);
    }

    /// <summary>Changes the number of elements; new ones are open.</summary>
    public void Resize(int count)
    {
        int before = _states.Count;
        Items.Resize(count);
        CollectionsMarshal.SetCount(_states, count);
        if (count > before)
            States[before..].Clear();
    }

    /// <inheritdoc/>
    protected override void Free()
    {
        Items.Resize(0);
        _states.Clear();
        _pool.Return(this);
    }
}

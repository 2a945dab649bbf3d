using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Runtime;

/// <summary>A value that outlives calls: a constant of a plan, or what a variable holds. Never written after it is made.</summary>
/// <remarks>
/// Its memory is freed when nothing refers to it any more: see <see cref="NativeBlock"/>. A call that reads it keeps a reference while it runs.
/// </remarks>
internal sealed unsafe class ConstantValue
{
    private ConstantValue(Value value, object? keepAlive)
    {
        Value = value;
        KeepAlive = keepAlive;
    }

    /// <summary>The elements; to be read only.</summary>
    public Value Value { get; }

    /// <summary>Whether it holds memory of its own.</summary>
    public bool IsOwned => KeepAlive is NativeBlock;

    /// <summary>Bytes that it holds beside what lies in files.</summary>
    public long OwnBytes => Value.Type == DataType.String ? Value.Strings.Data.Length + ((long)Value.Count * sizeof(int)) : IsOwned ? Value.ByteCount : 0;

    /// <summary>What owns the memory.</summary>
    public object? KeepAlive { get; }

    /// <summary>Copies a tensor into native memory.</summary>
    public static ConstantValue From(Tensor tensor)
    {
        if (tensor.Type == DataType.String)
        {
            var strings = new Value();
            strings.Borrow(tensor.Shape.Dimensions, tensor.Strings);
            return new ConstantValue(strings, null);
        }
        return Copy(tensor.Type, tensor.Shape.Dimensions, tensor.Bytes.Span);
    }

    /// <summary>Keeps a value of a call: the constant that it shows, if it is one, else a copy.</summary>
    public static ConstantValue Keep(Value value) =>
        value.Constant is { } constant && constant.Value.IsSameAs(value)
            ? constant
            : From(value);

    /// <summary>Copies a value of a call.</summary>
    public static ConstantValue From(Value value)
    {
        if (value.Type == DataType.String)
        {
            var strings = new Value();
            strings.Borrow(value.Shape, value.Strings.ToValues());
            return new ConstantValue(strings, null);
        }
        if (value.Type is DataType.Resource or DataType.Variant)
        {
            var holder = new Value();
            holder.SetObject(value.Type, value.Object);
            return new ConstantValue(holder, null);
        }
        return Copy(value.Type, value.Shape, new ReadOnlySpan<byte>(value.Bytes, checked((int)value.ByteCount)));
    }

    /// <summary>Copies elements.</summary>
    public static ConstantValue Copy(DataType type, ReadOnlySpan<long> shape, ReadOnlySpan<byte> elements)
    {
        NativeBlock block = NativeBlock.For(elements.Length, out byte* data);
        elements.CopyTo(new Span<byte>(data, elements.Length));
        var value = new Value();
        value.Borrow(type, shape, data);
        return new ConstantValue(value, block);
    }

    /// <summary>Reads memory that <paramref name="owner"/> keeps where it is, such as a <see cref="NativeRoom"/>.</summary>
    public static ConstantValue Borrow(DataType type, ReadOnlySpan<long> shape, byte* elements, object owner)
    {
        var value = new Value();
        value.Borrow(type, shape, elements);
        return new ConstantValue(value, owner);
    }
}

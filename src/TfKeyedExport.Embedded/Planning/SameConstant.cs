using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Planning;

/// <summary>Takes small constants for equal that have the same type, shape and bits.</summary>
internal sealed unsafe class SameConstant : IEqualityComparer<ConstantValue>
{
    private const int ComparedBytes = 256;

    public static SameConstant Comparer { get; } = new();

    /// <summary>Whether a constant is small enough to be worth comparing.</summary>
    public static bool IsCompared(ConstantValue constant) =>
        constant.Value.Type is not (DataType.Resource or DataType.Variant)
            && constant.Value.Count <= ComparedBytes
            && Content(constant.Value).Length <= ComparedBytes;

    public bool Equals(ConstantValue? left, ConstantValue? right)
    {
        if (ReferenceEquals(left, right))
            return true;
        if (left is null || right is null)
            return false;
        Value a = left.Value, b = right.Value;
        return a.Type == b.Type && a.ToShape() == b.ToShape() && Content(a).SequenceEqual(Content(b))
            && (a.Type != DataType.String || a.Strings.Ends.SequenceEqual(b.Strings.Ends));
    }

    public int GetHashCode(ConstantValue constant)
    {
        var hash = new HashCode();
        hash.Add((int)constant.Value.Type);
        hash.AddBytes(Content(constant.Value));
        return hash.ToHashCode();
    }

    private static ReadOnlySpan<byte> Content(Value value) =>
        value.Type == DataType.String ? value.Strings.Data : new ReadOnlySpan<byte>(value.Bytes, (int)Math.Min(value.ByteCount, int.MaxValue));
}

using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.ControlFlow;

/// <summary>What counts as true.</summary>
internal static class Condition
{
    /// <summary>A scalar that is not zero, a string scalar that is not empty, or any other tensor that has elements.</summary>
    public static bool IsTrue(Value value)
    {
        if (value.Rank > 0)
            return value.Count > 0;
        return value.Type switch
        {
            DataType.String => value.Strings[0].Length > 0,
            DataType.Float => value.Scalar<float>() != 0,
            DataType.Double => value.Scalar<double>() != 0,
            DataType.Half => value.Scalar<Half>() != Half.Zero,
            DataType.Bfloat16 => (float)value.Scalar<BFloat16>() != 0,
            _ => Bytes(value).ContainsAnyExcept((byte)0),
        };
    }

    private static unsafe ReadOnlySpan<byte> Bytes(Value value) => new(value.Bytes, value.Type.Size());
}

using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Tensors of small numbers of any type.</summary>
internal static class Numbers
{
    /// <summary>Whether the type has no negative numbers.</summary>
    public static bool IsUnsigned(DataType type) => type is DataType.Uint8 or DataType.Uint16 or DataType.Uint32 or DataType.Uint64 or DataType.Bool;

    /// <summary>A tensor of whole numbers.</summary>
    public static Tensor From(DataType type, long[] shape, IReadOnlyList<int> values, double scale = 1)
    {
        var whole = new TensorShape(shape);
        return type switch
        {
            DataType.Float => Tensor.From<float>(whole, [.. values.Select(v => (float)(v * scale))]),
            DataType.Double => Tensor.From<double>(whole, [.. values.Select(v => v * scale)]),
            DataType.Half => Tensor.From<Half>(whole, [.. values.Select(v => (Half)(v * scale))]),
            DataType.Bfloat16 => Tensor.From<BFloat16>(whole, [.. values.Select(v => (BFloat16)(float)(v * scale))]),
            DataType.Complex64 => Tensor.From<Complex64>(whole, [.. values.Select(v => new Complex64((float)(v * scale), v))]),
            DataType.Complex128 => Tensor.From<System.Numerics.Complex>(whole, [.. values.Select(v => new System.Numerics.Complex(v * scale, v))]),
            DataType.Bool => Tensor.From<bool>(whole, [.. values.Select(v => v % 2 != 0)]),
            _ => Tensor.FromBytes(type, whole, values.SelectMany(v => BitConverter.GetBytes((long)v)[..type.Size()]).ToArray()),
        };
    }
}

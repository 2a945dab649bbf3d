using System.Numerics;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Elementwise;

/// <summary><c>Cast</c> between all plain types.</summary>
internal static class CastKernels
{
    /// <summary>The types that can be cast, both ways.</summary>
    public static DataType[] Types { get; } = [.. TypeSets.Numbers, .. TypeSets.SmallFloats, DataType.Bool, DataType.Complex64, DataType.Complex128];

    public static Kernel Create(KernelRequest request)
    {
        DataType from = request.InputType(0), to = request.OutputType(0);
        if (request.Attributes.Bool("Truncate", false) && to is DataType.Half or DataType.Bfloat16)
            throw request.Unsupported($"casting to {to.Name()} by cutting digits off (Truncate) is not supported");
        return Create(from, to) ?? throw request.Unsupported($"casting {from.Name()} to {to.Name()} is not supported");
    }

    /// <summary>A kernel that casts its input; null for types that cannot be cast.</summary>
    public static Kernel? Create(DataType from, DataType to) => from == to ? new Common.IdentityKernel() : from switch
    {
        DataType.Float => From<float>(to),
        DataType.Double => From<double>(to),
        DataType.Half => From<Half>(to),
        DataType.Bfloat16 => From<BFloat16>(to),
        DataType.Bool => From<bool>(to),
        DataType.Int8 => From<sbyte>(to),
        DataType.Int16 => From<short>(to),
        DataType.Int32 => From<int>(to),
        DataType.Int64 => From<long>(to),
        DataType.Uint8 => From<byte>(to),
        DataType.Uint16 => From<ushort>(to),
        DataType.Uint32 => From<uint>(to),
        DataType.Uint64 => From<ulong>(to),
        DataType.Complex64 => From<Complex64>(to),
        DataType.Complex128 => From<Complex>(to),
        _ => null,
    };

    private static Kernel? From<T>(DataType to)
        where T : unmanaged => to switch
        {
            DataType.Float => new UnaryKernel<T, float, ElementCast<T, float>>(),
            DataType.Double => new UnaryKernel<T, double, ElementCast<T, double>>(),
            DataType.Half => new UnaryKernel<T, Half, ElementCast<T, Half>>(),
            DataType.Bfloat16 => new UnaryKernel<T, BFloat16, ElementCast<T, BFloat16>>(),
            DataType.Bool => new UnaryKernel<T, bool, ElementCast<T, bool>>(),
            DataType.Int8 => new UnaryKernel<T, sbyte, ElementCast<T, sbyte>>(),
            DataType.Int16 => new UnaryKernel<T, short, ElementCast<T, short>>(),
            DataType.Int32 => new UnaryKernel<T, int, ElementCast<T, int>>(),
            DataType.Int64 => new UnaryKernel<T, long, ElementCast<T, long>>(),
            DataType.Uint8 => new UnaryKernel<T, byte, ElementCast<T, byte>>(),
            DataType.Uint16 => new UnaryKernel<T, ushort, ElementCast<T, ushort>>(),
            DataType.Uint32 => new UnaryKernel<T, uint, ElementCast<T, uint>>(),
            DataType.Uint64 => new UnaryKernel<T, ulong, ElementCast<T, ulong>>(),
            DataType.Complex64 => new UnaryKernel<T, Complex64, ElementCast<T, Complex64>>(),
            DataType.Complex128 => new UnaryKernel<T, Complex, ElementCast<T, Complex>>(),
            _ => null,
        };
}

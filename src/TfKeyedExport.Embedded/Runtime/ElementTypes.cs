using System.Numerics;
using System.Runtime.CompilerServices;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Runtime;

/// <summary>Which element types a .NET type may be read from.</summary>
internal static class ElementTypes
{
    /// <summary>The type whose elements <typeparamref name="T"/> is; a constant once it is compiled. <see cref="DataType.Invalid"/> if it only carries bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DataType Of<T>()
        where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return DataType.Float;
        if (typeof(T) == typeof(double)) return DataType.Double;
        if (typeof(T) == typeof(int)) return DataType.Int32;
        if (typeof(T) == typeof(long)) return DataType.Int64;
        if (typeof(T) == typeof(bool)) return DataType.Bool;
        if (typeof(T) == typeof(byte)) return DataType.Uint8;
        if (typeof(T) == typeof(sbyte)) return DataType.Int8;
        if (typeof(T) == typeof(short)) return DataType.Int16;
        if (typeof(T) == typeof(ushort)) return DataType.Uint16;
        if (typeof(T) == typeof(uint)) return DataType.Uint32;
        if (typeof(T) == typeof(ulong)) return DataType.Uint64;
        if (typeof(T) == typeof(Half)) return DataType.Half;
        if (typeof(T) == typeof(BFloat16)) return DataType.Bfloat16;
        if (typeof(T) == typeof(Complex64)) return DataType.Complex64;
        if (typeof(T) == typeof(Complex)) return DataType.Complex128;
        return DataType.Invalid;
    }

    /// <summary>Whether elements of a type may be read as <typeparamref name="T"/>: its own type, the quantized form of an integer, or bits of that size.</summary>
    public static bool Holds<T>(DataType type)
        where T : unmanaged => type == Of<T>() || type switch
        {
            DataType.Qint8 => typeof(T) == typeof(sbyte) || CarriesBits<T>(type),
            DataType.Qint16 => typeof(T) == typeof(short) || CarriesBits<T>(type),
            DataType.Qint32 => typeof(T) == typeof(int) || CarriesBits<T>(type),
            _ => CarriesBits<T>(type),
        };

    // Kernels that only move elements are made once for each size, and integers are stored as others of their size.
    private static bool CarriesBits<T>(DataType type)
        where T : unmanaged =>
        Unsafe.SizeOf<T>() == type.Size() && (IsUnsigned<T>() || typeof(T) == typeof(UInt128) || (IsSigned<T>() && type.IsInteger()));

    private static bool IsUnsigned<T>() => typeof(T) == typeof(byte) || typeof(T) == typeof(ushort) || typeof(T) == typeof(uint) || typeof(T) == typeof(ulong);

    private static bool IsSigned<T>() => typeof(T) == typeof(sbyte) || typeof(T) == typeof(short) || typeof(T) == typeof(int) || typeof(T) == typeof(long);
}

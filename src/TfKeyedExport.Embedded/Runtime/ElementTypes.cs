using System.Runtime.CompilerServices;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Runtime;

/// <summary>Which element types a .NET type may be read from.</summary>
internal static class ElementTypes
{
    /// <summary>
    /// Whether elements of a type may be read as <typeparamref name="T"/>: its own type, the quantized form of an integer, or bits of that size.
    /// </summary>
    public static bool Holds<T>(DataType type)
        where T : unmanaged => type == DataTypeFacts.Stored<T>() || type switch
        {
            DataType.Qint8 => typeof(T) == typeof(sbyte) || CarriesBits<T>(type),
            DataType.Qint16 => typeof(T) == typeof(short) || CarriesBits<T>(type),
            DataType.Qint32 => typeof(T) == typeof(int) || CarriesBits<T>(type),
            _ => CarriesBits<T>(type),
        };

    /// <summary>Whether it is an unsigned number: those stand for the bits of any type of their size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsUnsigned<T>() => typeof(T) == typeof(byte) || typeof(T) == typeof(ushort) || typeof(T) == typeof(uint) || typeof(T) == typeof(ulong);

    // Kernels that only move elements are made once for each size, and integers are stored as others of their size.
    private static bool CarriesBits<T>(DataType type)
        where T : unmanaged =>
        Unsafe.SizeOf<T>() == type.Size() && (IsUnsigned<T>() || typeof(T) == typeof(UInt128) || (IsSigned<T>() && type.IsInteger()));

    private static bool IsSigned<T>() => typeof(T) == typeof(sbyte) || typeof(T) == typeof(short) || typeof(T) == typeof(int) || typeof(T) == typeof(long);
}

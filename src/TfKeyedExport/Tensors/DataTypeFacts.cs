using System.Numerics;
using System.Runtime.CompilerServices;

namespace TfKeyedExport.Tensors;

/// <summary>What is known of each <see cref="DataType"/>: its size, its names and its .NET type.</summary>
public static class DataTypeFacts
{
    private const int ReferenceOffset = 100;

    /// <summary>Bytes of one element in memory and in files; 0 for strings, resources, variants and unknown types.</summary>
    public static int Size(this DataType type) => type switch
    {
        DataType.Float or DataType.Int32 or DataType.Qint32 or DataType.Uint32 => 4,
        DataType.Double or DataType.Int64 or DataType.Uint64 or DataType.Complex64 => 8,
        DataType.Complex128 => 16,
        DataType.Int16 or DataType.Uint16 or DataType.Qint16 or DataType.Quint16 or DataType.Half or DataType.Bfloat16 => 2,
        DataType.Uint8 or DataType.Int8 or DataType.Bool or DataType.Qint8 or DataType.Quint8 => 1,
        >= DataType.Float8E5M2 and <= DataType.Float4E2M1Fn => 1,
        _ => 0,
    };

    /// <summary>Whether elements have a fixed size.</summary>
    public static bool IsFixedSize(this DataType type) => type.Size() > 0;

    /// <summary>Whether it is a real floating-point type.</summary>
    public static bool IsFloating(this DataType type) =>
        type is DataType.Float or DataType.Double or DataType.Half or DataType.Bfloat16;

    /// <summary>Whether it is a plain signed or unsigned integer type.</summary>
    public static bool IsInteger(this DataType type) => type is DataType.Int8 or DataType.Int16 or DataType.Int32 or DataType.Int64
        or DataType.Uint8 or DataType.Uint16 or DataType.Uint32 or DataType.Uint64;

    /// <summary>The type without TensorFlow 1's reference mark.</summary>
    public static DataType WithoutReference(this DataType type) =>
        type.IsReference() ? (DataType)((int)type - ReferenceOffset) : type;

    /// <summary>Whether it carries TensorFlow 1's reference mark. A number that would carry several is no type at all.</summary>
    public static bool IsReference(this DataType type) => (int)type is > ReferenceOffset and <= 2 * ReferenceOffset;

    /// <summary>The name that Python uses, such as <c>float32</c> or <c>string</c>.</summary>
    public static string Name(this DataType type) => type switch
    {
        DataType.Float => "float32",
        DataType.Double => "float64",
        DataType.Half => "float16",
        _ when type.IsReference() => type.WithoutReference().Name() + "_ref",
        _ when Enum.IsDefined(type) => type.ToString().ToLowerInvariant(),
        _ => $"type {(int)type}",
    };

    /// <summary>The name in TensorFlow's protos, such as <c>DT_FLOAT</c>.</summary>
    public static string ProtoName(this DataType type)
    {
        if (type.IsReference())
            return type.WithoutReference().ProtoName() + "_REF";
        return type switch
        {
            DataType.Float8E5M2 => "DT_FLOAT8_E5M2",
            DataType.Float8E4M3Fn => "DT_FLOAT8_E4M3FN",
            DataType.Float8E4M3Fnuz => "DT_FLOAT8_E4M3FNUZ",
            DataType.Float8E4M3B11Fnuz => "DT_FLOAT8_E4M3B11FNUZ",
            DataType.Float8E5M2Fnuz => "DT_FLOAT8_E5M2FNUZ",
            DataType.Float4E2M1Fn => "DT_FLOAT4_E2M1FN",
            _ => "DT_" + type.ToString().ToUpperInvariant(),
        };
    }

    /// <summary>Reads a name in either spelling (<c>float32</c>, <c>float</c>, <c>DT_FLOAT</c>), in any case.</summary>
    /// <returns>The type, or null for a name that nobody uses.</returns>
    public static DataType? Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (DataType type in Enum.GetValues<DataType>())
        {
            if (type == DataType.Invalid)
                continue;
            if (name.Equals(type.Name(), StringComparison.OrdinalIgnoreCase)
                || name.Equals(type.ToString(), StringComparison.OrdinalIgnoreCase)
                || name.Equals(type.ProtoName(), StringComparison.OrdinalIgnoreCase))
                return type;
        }
        return null;
    }

    /// <summary>The type whose elements <typeparamref name="T"/> holds.</summary>
    /// <exception cref="NotSupportedException">No tensor type is stored as <typeparamref name="T"/>.</exception>
    public static DataType Of<T>()
        where T : unmanaged =>
        Stored<T>() is not DataType.Invalid and var type ? type : throw new NotSupportedException($"no tensor type is stored as {typeof(T)}");

    /// <summary>The same; a constant once it is compiled. <see cref="DataType.Invalid"/> if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static DataType Stored<T>()
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
}

using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels;

/// <summary>Sets of element types that kernels declare.</summary>
internal static class TypeSets
{
    /// <summary>Single and double precision.</summary>
    public static DataType[] Floats { get; } = [DataType.Float, DataType.Double];

    /// <summary>The two types of sizes and indices.</summary>
    public static DataType[] Indices { get; } = [DataType.Int32, DataType.Int64];

    /// <summary>All integers.</summary>
    public static DataType[] Integers { get; } =
        [DataType.Int8, DataType.Int16, DataType.Int32, DataType.Int64, DataType.Uint8, DataType.Uint16, DataType.Uint32, DataType.Uint64];

    /// <summary>Integers and floats, without the 16-bit floats.</summary>
    public static DataType[] Numbers { get; } = [.. Floats, .. Integers];

    /// <summary>The 16-bit floats.</summary>
    public static DataType[] SmallFloats { get; } = [DataType.Half, DataType.Bfloat16];

    /// <summary>Everything of a fixed size that models use.</summary>
    public static DataType[] Plain { get; } =
        [
            .. Numbers, .. SmallFloats, DataType.Bool, DataType.Complex64, DataType.Complex128, DataType.Qint8, DataType.Quint8, DataType.Qint32,
            DataType.Qint16, DataType.Quint16,
        ];

    /// <summary>Everything plain, and strings.</summary>
    public static DataType[] PlainAndStrings { get; } = [.. Plain, DataType.String];

    /// <summary>Strings.</summary>
    public static DataType[] Strings { get; } = [DataType.String];

    /// <summary>For operations that take any type, or have no type of their own.</summary>
    public static DataType[] Any { get; } = [];
}

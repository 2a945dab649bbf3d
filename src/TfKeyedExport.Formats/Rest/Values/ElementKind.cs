using TfKeyedExport.Formats.Json;
using TfKeyedExport.Formats.Rest.Layout;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Rest.Values;

/// <summary>How the elements of a type are read.</summary>
internal enum ElementForm
{
    /// <summary>They have no form in JSON.</summary>
    None,

    /// <summary>Whole numbers.</summary>
    Whole,

    /// <summary>Numbers, rounded to a float.</summary>
    Single,

    /// <summary>Numbers.</summary>
    Double,

    /// <summary>Numbers, rounded to what the type has.</summary>
    Narrow,

    /// <summary>true and false.</summary>
    Bool,

    /// <summary>Strings, also in base64.</summary>
    Text,
}

/// <summary>What is known of a type before values of it are read.</summary>
/// <param name="Type">The type.</param>
/// <param name="Form">How elements are read.</param>
/// <param name="Size">Bytes of what one number becomes.</param>
/// <param name="Least">The smallest whole number.</param>
/// <param name="Most">The largest whole number.</param>
/// <param name="IsPair">Whether two numbers, in a list of their own, are one element.</param>
internal sealed record ElementKind(DataType Type, ElementForm Form, int Size, long Least = 0, ulong Most = 0, bool IsPair = false)
{
    /// <summary>What TF Serving calls the type.</summary>
    public string Name { get; } = TypeNames.Of(Type);

    /// <summary>What is known of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="quirks">Whether it is read as TF Serving reads it, if at all.</param>
    public static ElementKind Of(DataType type, bool quirks) => type switch
    {
        DataType.Float => new(type, ElementForm.Single, 4),
        DataType.Double => new(type, ElementForm.Double, 8),
        DataType.Bool => new(type, ElementForm.Bool, 1),
        DataType.String => new(type, ElementForm.Text, 0),
        DataType.Int32 => new(type, ElementForm.Whole, 4, int.MinValue, int.MaxValue),
        DataType.Int64 => new(type, ElementForm.Whole, 8, long.MinValue, long.MaxValue),
        DataType.Uint32 => new(type, ElementForm.Whole, 4, 0, uint.MaxValue),
        DataType.Uint64 => new(type, ElementForm.Whole, 8, 0, ulong.MaxValue),
        // What does not fit wraps.
        DataType.Int8 or DataType.Uint8 or DataType.Int16 when quirks => new(type, ElementForm.Whole, type.Size(), int.MinValue, int.MaxValue),
        _ when quirks => new(type, ElementForm.None, 0),
        DataType.Int8 or DataType.Qint8 => new(type, ElementForm.Whole, 1, sbyte.MinValue, (ulong)sbyte.MaxValue),
        DataType.Uint8 or DataType.Quint8 => new(type, ElementForm.Whole, 1, 0, byte.MaxValue),
        DataType.Int16 or DataType.Qint16 => new(type, ElementForm.Whole, 2, short.MinValue, (ulong)short.MaxValue),
        DataType.Uint16 or DataType.Quint16 => new(type, ElementForm.Whole, 2, 0, ushort.MaxValue),
        DataType.Qint32 => new(type, ElementForm.Whole, 4, int.MinValue, int.MaxValue),
        DataType.Half or DataType.Bfloat16 => new(type, ElementForm.Narrow, 2),
        DataType.Complex64 => new(type, ElementForm.Single, 4, IsPair: true),
        DataType.Complex128 => new(type, ElementForm.Double, 8, IsPair: true),
        _ when SmallFloats.Covers(type) => new(type, ElementForm.Narrow, 1),
        _ => new(type, ElementForm.None, 0),
    };
}

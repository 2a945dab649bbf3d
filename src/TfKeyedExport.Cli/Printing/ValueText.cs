using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Unicode;
using TfKeyedExport.Tensors;
using TfKeyedExport.Text;

namespace TfKeyedExport.Cli.Printing;

/// <summary>Elements of tensors for people.</summary>
internal static class ValueText
{
    private const int LongestText = 40;
    private const int MostElements = 4;

    /// <summary>One element.</summary>
    public static string Of(Tensor tensor, int index) => tensor.Type switch
    {
        DataType.String => Text(tensor.Strings[index]),
        DataType.Float => Number(tensor.Values<float>()[index]),
        DataType.Double => Number(tensor.Values<double>()[index]),
        DataType.Half => Number(tensor.Values<Half>()[index]),
        DataType.Bfloat16 => Number((float)tensor.Values<BFloat16>()[index]),
        DataType.Bool => tensor.Bytes.Span[index] != 0 ? "true" : "false",
        DataType.Int8 or DataType.Qint8 => Number(tensor.Values<sbyte>()[index]),
        DataType.Uint8 or DataType.Quint8 => Number(tensor.Values<byte>()[index]),
        DataType.Int16 or DataType.Qint16 => Number(tensor.Values<short>()[index]),
        DataType.Uint16 or DataType.Quint16 => Number(tensor.Values<ushort>()[index]),
        DataType.Int32 or DataType.Qint32 => Number(tensor.Values<int>()[index]),
        DataType.Uint32 => Number(tensor.Values<uint>()[index]),
        DataType.Int64 => Number(tensor.Values<long>()[index]),
        DataType.Uint64 => Number(tensor.Values<ulong>()[index]),
        _ => "0x" + Convert.ToHexString(tensor.Bytes.Span.Slice(index * tensor.Type.Size(), tensor.Type.Size())),
    };

    /// <summary>One row: its value, or the first few of its values.</summary>
    public static string Row(Tensor tensor, int row)
    {
        int size = tensor.Shape[0] == 0 ? 0 : (int)(tensor.Count / tensor.Shape[0]);
        if (size == 1)
            return Of(tensor, row);
        IEnumerable<string> shown = Enumerable.Range(row * size, Math.Min(size, MostElements)).Select(i => Of(tensor, i));
        return "[" + string.Join(", ", shown) + (size > MostElements ? $", ... {size} in all]" : "]");
    }

    private static string Number<T>(T value)
        where T : INumber<T> => value.ToString(null, CultureInfo.InvariantCulture);

    private static string Text(ReadOnlySpan<byte> value)
    {
        if (!Utf8.IsValid(value))
            return Short("0x" + Convert.ToHexString(value));
        return Short(Visible.Of($"\"{Encoding.UTF8.GetString(value)}\""));
    }

    private static string Short(string text) => text.Length <= LongestText ? text : text[..(LongestText - 3)] + "...";
}

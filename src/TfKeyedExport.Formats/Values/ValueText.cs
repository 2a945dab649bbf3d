using System.Globalization;
using System.Text;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;
using TfKeyedExport.Text;

namespace TfKeyedExport.Formats.Values;

/// <summary>Values for people: short, and never raw bytes on a terminal.</summary>
public static class ValueText
{
    /// <summary>The most elements of a row that are shown.</summary>
    public const int ShownElements = 6;

    /// <summary>The most bytes of a text that are shown.</summary>
    public const int ShownBytes = 32;

    /// <summary>One row of a tensor, such as <c>"Single(1)"</c>, <c>7.64683</c> or <c>[0.1, 0.9]</c>; with no dimensions, the whole tensor.</summary>
    public static string Row(Tensor tensor, int row)
    {
        int length = tensor.Shape.Rank == 0 ? 1 : tensor.RowLength();
        int start = tensor.Shape.Rank == 0 ? 0 : row * length;
        if (length == 1)
            return Element(tensor, start);
        var shown = Enumerable.Range(start, Math.Min(length, ShownElements)).Select(i => Element(tensor, i));
        return $"[{string.Join(", ", shown)}{(length > ShownElements ? $", ... {length} values" : "")}]";
    }

    /// <summary>One element of a tensor.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="index">The element's number, counted over all rows.</param>
    public static string Element(Tensor tensor, int index)
    {
        if (tensor.Type == DataType.String)
            return Text(tensor.Strings[index]);
        if (Numbers.PartsPerElement(tensor.Type) == 2)
            return NumberText.OfComplex(tensor, index);
        return tensor.Type switch
        {
            DataType.Bool => tensor.Values<byte>()[index] != 0 ? "true" : "false",
            _ => NumberText.Of(tensor, index) ?? Convert.ToHexString(tensor.Bytes.Span.Slice(index * tensor.Type.Size(), tensor.Type.Size())),
        };
    }

    /// <summary>A long text from some byte on.</summary>
    public static string From(ReadOnlySpan<byte> bytes, int start) =>
        string.Create(CultureInfo.InvariantCulture, $"... {Text(bytes[start..])} (from byte {start} on)");

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder("\"");
        ReadOnlySpan<byte> rest = bytes[..Math.Min(bytes.Length, ShownBytes)];
        while (!rest.IsEmpty)
        {
            bool valid = Rune.DecodeFromUtf8(rest, out Rune rune, out int consumed) == System.Buffers.OperationStatus.Done;
            if (valid && !Visible.IsHidden(rune) && rune.Value is not ('"' or '\\'))
                text.Append(rune.ToString());
            else if (valid && !Visible.IsHidden(rune))
                text.Append('\\').Append(rune.ToString());
            else
                foreach (byte b in rest[..consumed])
                    text.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}");
            rest = rest[consumed..];
        }
        text.Append('"');
        return bytes.Length > ShownBytes ? string.Create(CultureInfo.InvariantCulture, $"{text}... ({bytes.Length:N0} bytes)") : text.ToString();
    }
}

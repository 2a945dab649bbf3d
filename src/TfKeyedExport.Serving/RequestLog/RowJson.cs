using System.Text.Json;
using System.Text.Unicode;
using TfKeyedExport.Formats.Json;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.RequestLog;

/// <summary>A row of a tensor as JSON: one element by itself, several as a list; text as it is, other strings as <c>{"b64": ...}</c>.</summary>
internal static class RowJson
{
    /// <summary>The most elements of a row that are written, and the most bytes of strings; of more there is the hash.</summary>
    public const int MostElements = 1024, MostBytes = 16 << 10;

    /// <summary>Whether a row is too large to be written.</summary>
    public static bool IsLarge(Tensor tensor, int row, int rows)
    {
        int length = LengthOf(tensor, rows), start = HasRows(tensor, rows) ? row * length : 0;
        if (length > MostElements || tensor.Type != DataType.String || length == 0)
            return length > MostElements;
        ReadOnlySpan<int> ends = tensor.Strings.Ends;
        return ends[start + length - 1] - (start == 0 ? 0 : ends[start - 1]) > MostBytes;
    }

    /// <summary>How many elements a row has.</summary>
    public static int LengthOf(Tensor tensor, int rows) => HasRows(tensor, rows) ? tensor.Count / Math.Max(1, rows) : tensor.Count;

    /// <summary>Writes a row; of a tensor that has none, all of it.</summary>
    public static void Write(Utf8JsonWriter json, Tensor tensor, int row, int rows)
    {
        int length = LengthOf(tensor, rows), start = HasRows(tensor, rows) ? row * length : 0;
        bool isOne = tensor.Shape.Rank - (HasRows(tensor, rows) ? 1 : 0) == 0 || (length == 1 && IsColumn(tensor, rows));
        if (!isOne)
            json.WriteStartArray();
        for (int i = start; i < start + length; i++)
            WriteElement(json, tensor, i);
        if (!isOne)
            json.WriteEndArray();
    }

    private static void WriteElement(Utf8JsonWriter json, Tensor tensor, int index)
    {
        if (tensor.Type == DataType.String && Utf8.IsValid(tensor.Strings[index]))
            json.WriteStringValue(tensor.Strings[index]);
        else
            new ElementWriter(tensor).Write(json, index);
    }

    // Models that answer [N, 1] and those that answer [N] say the same.
    private static bool IsColumn(Tensor tensor, int rows) => HasRows(tensor, rows) && tensor.Shape.Rank == 2;

    /// <summary>Whether a tensor has an element, or several, for each row.</summary>
    public static bool HasRows(Tensor tensor, int rows) => tensor.Shape.Rank > 0 && tensor.Shape[0] == rows;
}

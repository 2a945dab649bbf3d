using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using TfKeyedExport.Errors;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples.Examples;

/// <summary>Turns CSV (RFC 4180, UTF-8, with a header) into a predict request.</summary>
internal static class CsvRows
{
    /// <summary>Makes the request's body; columns that are no inputs are left out.</summary>
    /// <exception cref="TfKeyedException">A column is missing, or a value is not of its input's type.</exception>
    public static ReadOnlyMemory<byte> ToRequest(ReadOnlyMemory<byte> content, string path, ModelSignature signature, IReadOnlySet<string> optional)
    {
        List<List<string>> records = Parse(Encoding.UTF8.GetString(content.Span).TrimStart('\uFEFF'));
        if (records.Count < 2)
            throw TfKeyedException.Unreadable("the file has no rows below its header", path);
        List<string> header = records[0];
        var inputs = signature.Inputs.Select(i => (Input: i, Column: header.IndexOf(i.Name))).ToList();
        string[] missing = [.. inputs.Where(i => i.Column < 0 && !optional.Contains(i.Input.Name) && i.Input.Default is null).Select(i => i.Input.Name)];
        if (missing.Length > 0)
        {
            throw TfKeyedException.Unreadable(
                $"the columns {string.Join(", ", missing)} are missing", path, $"The header has {string.Join(", ", header)}; the signature takes {string.Join("; ", signature.Inputs)}");
        }
        inputs.RemoveAll(i => i.Column < 0);
        foreach ((SignatureArgument input, _) in inputs.Where(i => i.Input.Shape.Rank > 1 && i.Input.Shape.Dimensions[1..].ContainsAnyExcept(1)))
            throw TfKeyedException.Unreadable($"a CSV cell cannot hold a row of {input}", path, "Give the rows as JSON lines");
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteStartArray("instances"u8);
            for (int row = 1; row < records.Count; row++)
            {
                json.WriteStartObject();
                foreach ((SignatureArgument input, int column) in inputs)
                {
                    json.WritePropertyName(input.Name);
                    for (int i = 1; i < input.Shape.Rank; i++)
                        json.WriteStartArray();
                    string where = string.Create(CultureInfo.InvariantCulture, $"{path}, row {row}, column {input.Name}");
                    Write(json, input.Type, column < records[row].Count ? records[row][column] : "", where);
                    for (int i = 1; i < input.Shape.Rank; i++)
                        json.WriteEndArray();
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return body.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, DataType type, string cell, string where)
    {
        if (type == DataType.String)
            json.WriteStringValue(cell);
        else if (type == DataType.Bool && cell is "1" or "0" || bool.TryParse(cell, out _) && type == DataType.Bool)
            json.WriteBooleanValue(cell == "1" || cell.Equals("true", StringComparison.OrdinalIgnoreCase));
        else if (type.IsInteger() && long.TryParse(cell, NumberStyles.Integer, CultureInfo.InvariantCulture, out long whole))
            json.WriteNumberValue(whole);
        else if (type.IsInteger() && ulong.TryParse(cell, NumberStyles.Integer, CultureInfo.InvariantCulture, out ulong large))
            json.WriteNumberValue(large);
        else if (type.IsFloating() && double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number))
            json.WriteNumberValue(number);
        else if (type.IsFloating() && cell is "NaN" or "Infinity" or "-Infinity")
            json.WriteStringValue(cell);
        else
            throw TfKeyedException.Unreadable($"'{cell}' is no {type.Name()}", where);
    }

    private static List<List<string>> Parse(string text)
    {
        var records = new List<List<string>>();
        var record = new List<string>();
        var cell = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quoted)
            {
                if (c != '"')
                    cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"')
                    cell.Append(text[++i]);
                else
                    quoted = false;
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (c == ',')
            {
                EndCell();
            }
            else if (c == '\n')
            {
                EndRecord();
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }
        }
        if (cell.Length > 0 || record.Count > 0)
            EndRecord();
        return records;

        void EndCell()
        {
            record.Add(cell.ToString());
            cell.Clear();
        }

        void EndRecord()
        {
            EndCell();
            if (record is not [""])
                records.Add(record);
            record = [];
        }
    }
}

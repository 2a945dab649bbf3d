using System.Buffers;
using System.Globalization;
using System.Text.Json;
using TfKeyedExport.Errors;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples.Examples;

/// <summary>Turns CSV (RFC 4180, UTF-8, with a header) into a predict request.</summary>
internal static class CsvRows
{
    /// <summary>Makes the request's body; columns that are no inputs are left out.</summary>
    /// <param name="content">The file's content.</param>
    /// <param name="path">The file, for errors.</param>
    /// <param name="signature">The signature that the rows are for.</param>
    /// <param name="optional">Inputs that the file may leave out.</param>
    /// <param name="leftOut">The columns that are no inputs.</param>
    /// <exception cref="TfKeyedException">
    /// It is no CSV, a column is missing or there twice, a row has more or fewer cells than the header, or a value is not of its input's type.
    /// </exception>
    public static ReadOnlyMemory<byte> ToRequest(
        ReadOnlyMemory<byte> content, string path, ModelSignature signature, IReadOnlySet<string> optional, out IReadOnlyList<string> leftOut)
    {
        IReadOnlyList<CsvRecord> records = CsvReader.Read(content.Span, path);
        if (records.Count < 2)
            throw TfKeyedException.BadRequest("the file has no rows below its header", path);
        string[] header = [.. records[0].Cells];
        CheckTable(records, path);
        List<(SignatureArgument Input, int Column)> inputs = Find(signature, header, optional, path);
        leftOut = [.. header.Where(name => signature.Inputs.All(i => i.Name != name))];
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteStartArray("instances"u8);
            for (int row = 1; row < records.Count; row++)
                WriteRow(json, inputs, records[row], string.Create(CultureInfo.InvariantCulture, $"{CsvReader.Where(path, records[row].Line)}, row {row}"));
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return body.WrittenMemory;
    }

    /// <summary>Each column has a name of its own, and each row a cell for each column.</summary>
    private static void CheckTable(IReadOnlyList<CsvRecord> records, string path)
    {
        IReadOnlyList<string> header = records[0].Cells;
        if (header.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { Key: var twice })
            throw TfKeyedException.BadRequest(
                $"the column '{twice}' is there twice", CsvReader.Where(path, records[0].Line), "Leave one of them out, or give it another name");
        for (int row = 1; row < records.Count; row++)
        {
            if (records[row].Cells.Count != header.Count)
            {
                throw TfKeyedException.BadRequest(
                    $"the row has {Cells(records[row].Cells.Count)}, but the header has {Cells(header.Count)}",
                    string.Create(CultureInfo.InvariantCulture, $"{CsvReader.Where(path, records[row].Line)}, row {row}"),
                    "Give each row a cell for each column, an empty one too; put cells that hold commas or line breaks into quotes");
            }
        }
    }

    private static string Cells(int count) => count == 1 ? "1 cell" : string.Create(CultureInfo.InvariantCulture, $"{count} cells");

    private static List<(SignatureArgument Input, int Column)> Find(ModelSignature signature, string[] header, IReadOnlySet<string> optional, string path)
    {
        var inputs = signature.Inputs.Select(i => (Input: i, Column: header.IndexOf(i.Name))).ToList();
        string[] missing = [.. inputs.Where(i => i.Column < 0 && !optional.Contains(i.Input.Name) && i.Input.Default is null).Select(i => i.Input.Name)];
        if (missing.Length > 0)
        {
            throw TfKeyedException.BadRequest(
                $"the columns {string.Join(", ", missing)} are missing", path,
                $"The header has {string.Join(", ", header)}; the signature takes {string.Join("; ", signature.Inputs)}");
        }
        inputs.RemoveAll(i => i.Column < 0);
        foreach ((SignatureArgument input, _) in inputs.Where(i => i.Input.Shape.Rank > 1 && i.Input.Shape.Dimensions[1..].ContainsAnyExcept(1)))
            throw TfKeyedException.BadRequest($"a CSV cell cannot hold a row of {input}", path, "Give the rows as JSON lines");
        return inputs;
    }

    private static void WriteRow(Utf8JsonWriter json, List<(SignatureArgument Input, int Column)> inputs, CsvRecord record, string where)
    {
        json.WriteStartObject();
        foreach ((SignatureArgument input, int column) in inputs)
        {
            json.WritePropertyName(input.Name);
            for (int i = 1; i < input.Shape.Rank; i++)
                json.WriteStartArray();
            Write(json, input.Type, record.Cells[column], $"{where}, column {input.Name}");
            for (int i = 1; i < input.Shape.Rank; i++)
                json.WriteEndArray();
        }
        json.WriteEndObject();
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
            throw TfKeyedException.BadRequest($"'{cell}' is no {type.Name()}", where, Example(type));
    }

    private static string Example(DataType type) => type == DataType.Bool ? "Write true or false"
        : type.IsFloating() ? "Write a number with a point, such as 38.5, or NaN, Infinity or -Infinity"
        : type.IsInteger() ? "Write a whole number within the type's range"
        : "Give the rows as JSON lines";
}

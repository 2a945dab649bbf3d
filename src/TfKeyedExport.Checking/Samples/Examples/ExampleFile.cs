using System.Buffers;
using System.Text.Json;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats;
using TfKeyedExport.Formats.Golden;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples.Examples;

/// <summary>Reads rows from a file: CSV with a header, JSON lines, a predict request or golden cases.</summary>
internal static class ExampleFile
{
    /// <summary>Reads the rows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="signature">The signature that they are for.</param>
    /// <param name="optional">Inputs that the file may leave out: keys.</param>
    /// <exception cref="TfKeyedException">The file cannot be read, or does not fit the signature.</exception>
    public static ExampleRows Read(string path, ModelSignature signature, IReadOnlySet<string> optional)
    {
        ReadOnlyMemory<byte> content = InputBytes.Read(path, "the file of examples");
        if (Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase))
        {
            ReadOnlyMemory<byte> request = CsvRows.ToRequest(content, path, signature, optional, out IReadOnlyList<string> leftOut);
            return FromRequest(request, path, signature, optional).WithoutColumns(leftOut);
        }
        return WholeDocument(content) switch
        {
            "cases" => GoldenRows.Read(GoldenDocument.Parse(content, path), path, signature),
            "request" => FromRequest(content, path, signature, optional),
            _ => FromRequest(JoinLines(content, path), path, signature, optional),
        };
    }

    private static ExampleRows FromRequest(ReadOnlyMemory<byte> body, string path, ModelSignature signature, IReadOnlySet<string> optional)
    {
        PredictBody request = PredictBody.Read(body, new RestOptions(Where: path));
        SignatureArgument[] given = [.. signature.Inputs.Where(i => !(optional.Contains(i.Name) || i.Default is not null) || request.Mentions(i.Name))];
        Tensor[] tensors = request.ToTensors(new RestSignature(signature with { Inputs = given }));
        var columns = tensors.Index().ToDictionary(t => given[t.Index].Name, t => t.Item, StringComparer.Ordinal);
        long[] counts = [.. signature.Inputs.Where(i => i.Shape.Rank != 0 && columns.ContainsKey(i.Name)).Select(i => columns[i.Name].Shape)
            .Where(s => s.Rank > 0).Select(s => s[0]).Distinct()];
        return counts is [> 0 and <= int.MaxValue]
            ? new ExampleRows(columns, (int)counts[0])
            : throw TfKeyedException.BadRequest("the examples need one or more rows, as many for each input", path);
    }

    /// <summary>What a file that is one JSON document holds; null if it is several documents, or one row.</summary>
    private static string? WholeDocument(ReadOnlyMemory<byte> content)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(content);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return null;
            if (root.TryGetProperty("cases"u8, out JsonElement cases) && cases.ValueKind == JsonValueKind.Array)
                return "cases";
            bool hasInputs = root.TryGetProperty("inputs"u8, out JsonElement inputs) && inputs.ValueKind == JsonValueKind.Object;
            return hasInputs || root.TryGetProperty("instances"u8, out _) ? "request" : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Makes one request of lines, each a row.</summary>
    private static ReadOnlyMemory<byte> JoinLines(ReadOnlyMemory<byte> content, string path)
    {
        var body = new ArrayBufferWriter<byte>(content.Length + 32);
        body.Write("{\"instances\":["u8);
        int rows = 0;
        foreach (Range range in content.Span.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = content.Span[range].Trim(" \t\r\uFEFF"u8);
            if (line.IsEmpty)
                continue;
            if (rows++ > 0)
                body.Write(","u8);
            body.Write(line);
        }
        if (rows == 0)
            throw TfKeyedException.BadRequest("the file has no rows", path, "Write one JSON object a line, or CSV with a header");
        body.Write("]}"u8);
        return body.WrittenMemory;
    }
}

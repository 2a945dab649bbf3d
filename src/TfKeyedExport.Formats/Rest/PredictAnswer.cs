using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Rest;

/// <summary>Writes the answer to a TF Serving REST predict request.</summary>
/// <remarks>
/// With a single output its name is dropped. Outputs whose names end in <c>_bytes</c> are base64; so is any string that is not UTF-8, where
/// TF Serving would send broken JSON. NaN and infinities are bare words, as TF Serving's clients expect.
/// </remarks>
public static class PredictAnswer
{
    /// <summary>Writes one answer.</summary>
    /// <param name="destination">Receives the text in UTF-8.</param>
    /// <param name="form">The request's form.</param>
    /// <param name="outputs">Tensors by output name.</param>
    /// <exception cref="TfKeyedException">In row form, an output has no rows or another number of them than the others.</exception>
    public static void Write(IBufferWriter<byte> destination, PredictForm form, IReadOnlyDictionary<string, Tensor> outputs)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(outputs);
        using var json = new Utf8JsonWriter(
            destination, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        var columns = outputs.Select(o => (o.Key, new NestedWriter(o.Key, o.Value))).ToArray();
        json.WriteStartObject();
        if (form == PredictForm.Rows)
            WriteRows(json, columns, CommonRows(outputs));
        else
            WriteColumns(json, columns);
        json.WriteEndObject();
    }

    private static void WriteRows(Utf8JsonWriter json, (string Name, NestedWriter Values)[] columns, long rows)
    {
        json.WriteStartArray("predictions"u8);
        for (long row = 0; row < rows; row++)
        {
            if (columns.Length == 1)
            {
                columns[0].Values.WriteRow(json, row);
                continue;
            }
            json.WriteStartObject();
            foreach ((string name, NestedWriter values) in columns)
            {
                json.WritePropertyName(name);
                values.WriteRow(json, row);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteColumns(Utf8JsonWriter json, (string Name, NestedWriter Values)[] columns)
    {
        json.WritePropertyName("outputs"u8);
        if (columns.Length == 1)
        {
            columns[0].Values.WriteAll(json);
            return;
        }
        json.WriteStartObject();
        foreach ((string name, NestedWriter values) in columns)
        {
            json.WritePropertyName(name);
            values.WriteAll(json);
        }
        json.WriteEndObject();
    }

    private static long CommonRows(IReadOnlyDictionary<string, Tensor> outputs)
    {
        long rows = -1;
        foreach ((string name, Tensor tensor) in outputs)
        {
            if (tensor.Shape.Rank == 0)
            {
                throw TfKeyedException.BadRequest(
                    $"Tensor name: {name} has inconsistent batch size: it is a scalar", "the answer", "ask in column form: {\"inputs\": {...}}");
            }
            if (rows >= 0 && tensor.Shape[0] != rows)
            {
                throw TfKeyedException.BadRequest(
                    $"Tensor name: {name} has inconsistent batch size: {tensor.Shape[0]} expecting: {rows}",
                    "the answer",
                    "ask in column form: {\"inputs\": {...}}");
            }
            rows = tensor.Shape[0];
        }
        return Math.Max(rows, 0);
    }
}

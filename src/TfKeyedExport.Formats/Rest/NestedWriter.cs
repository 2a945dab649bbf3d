using System.Text.Json;
using TfKeyedExport.Formats.Json;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Rest;

/// <summary>Writes a tensor as nested lists, whole or row by row, in TF Serving's style.</summary>
/// <param name="name">The output's name, which decides how strings are written.</param>
/// <param name="tensor">The tensor.</param>
internal readonly struct NestedWriter(string name, Tensor tensor)
{
    private readonly ElementWriter _elements = new(
        tensor, name.EndsWith("_bytes", StringComparison.Ordinal) ? ElementStyle.BareNonFinite : ElementStyle.BareNonFinite | ElementStyle.TextStrings);

    /// <summary>Writes the whole tensor.</summary>
    public void WriteAll(Utf8JsonWriter json)
    {
        int next = 0;
        Write(json, 0, ref next);
    }

    /// <summary>Writes one row of a tensor with at least one dimension.</summary>
    public void WriteRow(Utf8JsonWriter json, long row)
    {
        int next = (int)(row * (tensor.Count / tensor.Shape[0]));
        Write(json, 1, ref next);
    }

    private void Write(Utf8JsonWriter json, int dimension, ref int next)
    {
        if (dimension == tensor.Shape.Rank)
        {
            _elements.Write(json, next++);
            return;
        }
        json.WriteStartArray();
        for (long i = 0; i < tensor.Shape[dimension]; i++)
            Write(json, dimension + 1, ref next);
        json.WriteEndArray();
    }
}

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Json;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Golden;

/// <summary>A file of <see cref="GoldenCase"/>s. Fields that are not known here are kept, in their places, when it is written again.</summary>
public sealed class GoldenDocument
{
    private readonly JsonElement _root;

    private GoldenDocument(JsonElement root, IReadOnlyList<GoldenCase> cases, double? relativeTolerance)
    {
        _root = root;
        Cases = cases;
        RelativeTolerance = relativeTolerance;
    }

    /// <summary>The cases, in the document's order.</summary>
    public IReadOnlyList<GoldenCase> Cases { get; }

    /// <summary>How far an answer may be from the recorded one, relative to it (the field <c>rtol</c>); null if the document does not say.</summary>
    public double? RelativeTolerance { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="memoryLimit">The most memory, in bytes, that reading it may take.</param>
    /// <exception cref="TfKeyedException">It cannot be read, or is not in the golden form, or too large to be read (a limit).</exception>
    public static GoldenDocument Load(string path, long memoryLimit = DefaultLimits.Memory)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Parse(InputBytes.Read(path, "the file of cases"), path, memoryLimit);
    }

    /// <summary>Reads a document from memory.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="where">The file, for errors.</param>
    /// <param name="memoryLimit">The most memory, in bytes, that reading it may take.</param>
    /// <exception cref="TfKeyedException">It is not in the golden form, or too large to be read (a limit).</exception>
    public static GoldenDocument Parse(ReadOnlyMemory<byte> utf8, string where, long memoryLimit = DefaultLimits.Memory)
    {
        using JsonDocument document = JsonText.Parse(utf8, where, memoryLimit);
        JsonElement root = document.RootElement.Clone();
        List<KeyValuePair<string, JsonElement>> members = JsonText.Members(root, where);
        JsonElement list = members.Find(m => m.Key == "cases").Value;
        if (list.ValueKind != JsonValueKind.Array)
            throw TfKeyedException.BadRequest("there is no list \"cases\"", where, "the form is {\"cases\": [{\"signature\": NAME, \"inputs\": {...}}]}");
        var cases = new List<GoldenCase>(list.GetArrayLength());
        foreach (JsonElement item in list.EnumerateArray())
            cases.Add(ReadCase(item, $"{where}, cases[{cases.Count}]"));
        JsonElement tolerance = members.Find(m => m.Key == "rtol").Value;
        bool given = tolerance.ValueKind == JsonValueKind.Number && tolerance.TryGetDouble(out double rtol) && double.IsFinite(rtol);
        return new GoldenDocument(root, cases, given ? tolerance.GetDouble() : null);
    }

    /// <summary>Writes the document with other answers.</summary>
    /// <param name="destination">Receives the text in UTF-8.</param>
    /// <param name="answers">One case for each of <see cref="Cases"/>; their outputs or errors take the place of the recorded ones.</param>
    public void Write(IBufferWriter<byte> destination, IReadOnlyList<GoldenCase> answers)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentOutOfRangeException.ThrowIfNotEqual(answers.Count, Cases.Count);
        using var json = new Utf8JsonWriter(destination, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        foreach (JsonProperty property in _root.EnumerateObject())
        {
            if (!property.NameEquals("cases"u8))
            {
                property.WriteTo(json);
                continue;
            }
            json.WriteStartArray(property.Name);
            int index = 0;
            foreach (JsonElement item in property.Value.EnumerateArray())
                WriteCase(json, item, answers[index++]);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static GoldenCase ReadCase(JsonElement item, string where)
    {
        string? signature = null;
        string? function = null;
        string? error = null;
        IReadOnlyDictionary<string, Tensor>? inputs = null;
        IReadOnlyDictionary<string, Tensor>? outputs = null;
        foreach ((string name, JsonElement value) in JsonText.Members(item, where))
        {
            switch (name)
            {
                case "signature": signature = JsonText.Text(value, $"{where}.signature"); break;
                case "function": function = JsonText.Text(value, $"{where}.function"); break;
                case "error": error = value.ValueKind == JsonValueKind.String ? JsonText.Text(value, $"{where}.error") : value.GetRawText(); break;
                case "inputs": inputs = ReadTensors(value, $"{where}.inputs"); break;
                case "outputs": outputs = ReadTensors(value, $"{where}.outputs"); break;
            }
        }
        if (inputs is null)
            throw TfKeyedException.BadRequest("the case has no \"inputs\"", where);
        if (signature is not null && function is not null)
            throw TfKeyedException.BadRequest("the case names a signature and a function", where, "keep one of them");
        return new GoldenCase(function is null ? signature ?? ModelSignature.ServingDefault : null, function, inputs, outputs, error);
    }

    private static Dictionary<string, Tensor> ReadTensors(JsonElement value, string where)
    {
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach ((string name, JsonElement tensor) in JsonText.Members(value, where))
            tensors.Add(name, TensorJson.Read(tensor, $"{where}.{name}"));
        return tensors;
    }

    private static void WriteCase(Utf8JsonWriter json, JsonElement item, GoldenCase answer)
    {
        json.WriteStartObject();
        foreach (JsonProperty property in item.EnumerateObject())
        {
            if (!property.NameEquals("outputs"u8) && !property.NameEquals("error"u8))
                property.WriteTo(json);
        }
        if (answer.Error is not null)
            json.WriteString("error"u8, answer.Error);
        if (answer.Outputs is not null)
        {
            json.WriteStartObject("outputs"u8);
            foreach ((string name, Tensor tensor) in answer.Outputs)
            {
                json.WritePropertyName(name);
                TensorJson.Write(json, tensor);
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}

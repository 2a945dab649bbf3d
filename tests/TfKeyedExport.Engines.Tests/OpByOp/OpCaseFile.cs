using System.Text.Json;
using Google.Protobuf;
using TfKeyedExport.Formats.Json;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;

namespace TfKeyedExport.Engines.Tests.OpByOp;

/// <summary>Cases with TensorFlow's outcome, as files: the smallest ones that ever failed, replayed without TensorFlow.</summary>
internal static class OpCaseFile
{
    /// <summary>Where they lie.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "TfKeyedExport.Engines.Tests", "OpByOp", "Golden");

    /// <summary>The files, sorted.</summary>
    public static IReadOnlyList<string> All() =>
        Directory.Exists(Folder) ? [.. Directory.GetFiles(Folder, "*.json").Order(StringComparer.Ordinal)] : [];

    /// <summary>Writes a case; an older one of the same operation and type is replaced.</summary>
    /// <returns>The file.</returns>
    public static string Write(OpCase opCase, Outcome expected, string? folder = null)
    {
        string place = folder ?? Folder;
        Directory.CreateDirectory(place);
        string path = Path.Combine(place, $"{opCase.Op}.{opCase.Inputs.FirstOrDefault()?.Type.Name() ?? "none"}.json");
        using FileStream file = File.Create(path);
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("op", opCase.Op);
        json.WriteStartObject("attributes");
        foreach ((string name, AttrValue value) in opCase.Attributes.OrderBy(a => a.Key, StringComparer.Ordinal))
            json.WriteBase64String(name, value.ToByteArray());
        json.WriteEndObject();
        WriteTensors(json, "inputs", opCase.Inputs);
        json.WriteStartArray("constants");
        Array.ForEach(opCase.Constants, json.WriteNumberValue);
        json.WriteEndArray();
        if (opCase.Graph is not null)
            WriteGraph(json, opCase.Graph);
        if (expected.Outputs is not null)
            WriteTensors(json, "outputs", expected.Outputs);
        else
            json.WriteString("error", expected.Error);
        json.WriteEndObject();
        return path;
    }

    /// <summary>Reads a case.</summary>
    public static (OpCase Case, Outcome Expected) Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement root = document.RootElement;
        var attributes = root
            .GetProperty("attributes")
            .EnumerateObject()
            .ToDictionary(p => p.Name, p => AttrValue.Parser.ParseFrom(p.Value.GetBytesFromBase64()));
        var opCase = new OpCase(
            root.GetProperty("op").GetString()!, attributes, Tensors(root.GetProperty("inputs"), path),
            [.. root.GetProperty("constants").EnumerateArray().Select(c => c.GetInt32())])
        {
            Graph = root.TryGetProperty("graph", out JsonElement graph) ? ReadGraph(graph, root.GetProperty("fetches")) : null,
        };
        return root.TryGetProperty("outputs", out JsonElement outputs)
            ? (opCase, new Outcome(Tensors(outputs, path), null))
            : (opCase, new Outcome(null, root.GetProperty("error").GetString()));
    }

    private static void WriteGraph(Utf8JsonWriter json, OpGraph graph)
    {
        var graphDef = new GraphDef();
        graph.AddTo(graphDef);
        json.WriteBase64String("graph", graphDef.ToByteArray());
        json.WriteStartObject("fetches");
        foreach ((string output, DataType type) in graph.Fetches)
            json.WriteNumber(output, (int)type);
        json.WriteEndObject();
    }

    private static OpGraph ReadGraph(JsonElement graph, JsonElement fetches) =>
        OpGraph.Parse(
            GraphDef.Parser.ParseFrom(graph.GetBytesFromBase64()), [.. fetches.EnumerateObject().Select(f => (f.Name, (DataType)f.Value.GetInt32()))]);

    private static void WriteTensors(Utf8JsonWriter json, string name, Tensor[] tensors)
    {
        json.WriteStartArray(name);
        foreach (Tensor tensor in tensors)
            TensorJson.Write(json, tensor);
        json.WriteEndArray();
    }

    private static Tensor[] Tensors(JsonElement list, string where) => [.. list.EnumerateArray().Select(t => TensorJson.Read(t, where))];
}

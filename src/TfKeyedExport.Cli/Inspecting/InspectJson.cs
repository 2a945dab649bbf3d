using System.Text.Json;
using TfKeyedExport.Cli.Printing;
using TfKeyedExport.Cli.Terminals;
using TfKeyedExport.Embedded;
using TfKeyedExport.Formats.Json;
using TfKeyedExport.Functions;
using TfKeyedExport.Inspection;
using TfKeyedExport.Keying.Paths;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Cli.Inspecting;

/// <summary>Shows an inspected model as one JSON document.</summary>
internal static class InspectJson
{
    public static void Print(Terminal terminal, ModelInspection inspection) => JsonOutput.Write(terminal, json =>
    {
        json.WriteStartObject();
        json.WriteString("model"u8, inspection.Model.Folder);
        json.WriteBoolean("keyed"u8, inspection.MetaGraphs.Any(m => m.Signatures.Any(s => s.IsKeyed)));
        json.WriteStartArray("metagraphs"u8);
        foreach (MetaGraphInspection metaGraph in inspection.MetaGraphs)
            Write(json, metaGraph);
        json.WriteEndArray();
        json.WriteStartArray("variables"u8);
        foreach (VariableInspection variable in inspection.Variables)
            Write(json, variable);
        json.WriteEndArray();
        json.WriteNumber("variable_bytes"u8, inspection.Variables.Sum(v => v.Bytes));
        Write(json, "assets_extra", inspection.ExtraAssets);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, MetaGraphInspection inspection)
    {
        json.WriteStartObject();
        WriteTexts(json, "tags", inspection.MetaGraph.Tags);
        json.WriteString("tensorflow_version"u8, inspection.TensorFlowVersion);
        json.WriteStartObject("signatures"u8);
        foreach (SignatureInspection signature in inspection.Signatures)
        {
            json.WriteStartObject(signature.Signature.Name);
            json.WriteString("method"u8, signature.Signature.MethodName);
            SignatureJson.Write(json, "inputs", signature.Signature.Inputs);
            SignatureJson.Write(json, "outputs", signature.Signature.Outputs);
            json.WriteStartArray("keys"u8);
            foreach (KeyPath key in signature.Keys)
                Write(json, key);
            json.WriteEndArray();
            if (signature.PythonMistakes is { } mistakes)
                json.WriteString("python_mistakes"u8, mistakes);
            WriteTexts(json, "embedded_lacks", EmbeddedSupport.Lacks(inspection.MetaGraph, signature.Signature));
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteStartArray("functions"u8);
        foreach (ModelFunction function in inspection.Functions.Concat(inspection.ChildFunctions))
            Write(json, function);
        json.WriteEndArray();
        json.WriteStartObject("ops"u8);
        foreach (OperationCount operation in inspection.Operations)
            json.WriteNumber(operation.Op, operation.Total);
        json.WriteEndObject();
        Write(json, "assets", inspection.Assets);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, KeyPath key)
    {
        json.WriteStartObject();
        json.WriteString("input"u8, key.Input);
        json.WriteString("output"u8, key.Output);
        WriteTexts(json, "nodes", key.Nodes);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ModelFunction function)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, function.Name);
        json.WriteStartArray("traces"u8);
        foreach (FunctionTrace trace in function.Traces)
        {
            json.WriteStartObject();
            json.WriteNumber("trace"u8, trace.Index);
            json.WriteString("concrete_function"u8, trace.ConcreteFunction);
            SignatureJson.Write(json, "inputs", trace.Inputs);
            SignatureJson.Write(json, "outputs", trace.Outputs);
            WriteTexts(json, "arguments", trace.PlainArguments);
            json.WriteBoolean("training"u8, trace.IsTraining);
            json.WriteString("obstacle"u8, trace.KeyObstacle);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, VariableInspection variable)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, variable.Name);
        json.WriteString("dtype"u8, variable.Type.ProtoName());
        json.WritePropertyName("shape"u8);
        SignatureJson.Write(json, variable.Shape);
        json.WriteNumber("bytes"u8, variable.Bytes);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<AssetInspection> assets)
    {
        json.WriteStartArray(name);
        foreach (AssetInspection asset in assets)
        {
            json.WriteStartObject();
            json.WriteString("filename"u8, asset.Filename);
            if (asset.Tensors.Count > 0)
                WriteTexts(json, "tensors", asset.Tensors);
            if (asset.Bytes is { } bytes)
                json.WriteNumber("bytes"u8, bytes);
            else
                json.WriteString("problem"u8, asset.Problem);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}

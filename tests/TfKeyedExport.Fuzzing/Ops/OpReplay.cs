using System.Text.Json;
using Google.Protobuf;
using TfKeyedExport.Formats.Json;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Fuzzing.Ops;

/// <summary>Keeps a case as a model with its <c>cases.json</c>, and runs it alone.</summary>
internal static class OpReplay
{
    /// <summary>Runs one case and prints everything about it.</summary>
    public static int Run(Options options, long number)
    {
        AppContext.SetSwitch("TfKeyedExport.GuardedMemory", OpWorker.IsGuarded);
        string folder = Path.Combine(options.Keep, $"{options.Seed}-{number}");
        FuzzCase fuzzCase = Keep(options, number, folder);
        _ = CaseMaker.Make(options.Seed, number, options.Only, out string? lie);
        Console.WriteLine($"{fuzzCase.Op}, {fuzzCase.Group}; changed: {fuzzCase.Changes}; lie: {lie ?? "none"}; kept in {folder}");
        OpRun.Result result = OpRun.Run(folder, fuzzCase, number);
        Console.WriteLine($"{result.Outcome} {result.Detail}");
        Console.WriteLine(result.Error);
        return Fault.IsFault(result.Outcome) || (result.Outcome == Outcome.Answered && lie is not null) ? 1 : 0;
    }

    /// <summary>Writes a case's model and inputs, for <c>tfkeyed run --cases</c>.</summary>
    public static FuzzCase Keep(Options options, long number, string folder)
    {
        FuzzCase fuzzCase = CaseMaker.Make(options.Seed, number, options.Only, out _);
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, SavedModel.ProtoName), fuzzCase.Model.ToByteArray());
        using FileStream file = File.Create(Path.Combine(folder, "cases.json"));
        using var json = new Utf8JsonWriter(file);
        json.WriteStartObject();
        json.WriteStartArray("cases");
        json.WriteStartObject();
        json.WriteString("signature", GraphDraft.Signature);
        json.WriteStartObject("inputs");
        foreach ((string name, Tensor tensor) in fuzzCase.Inputs.OrderBy(i => i.Key, StringComparer.Ordinal))
        {
            if (!fuzzCase.Model.MetaGraphs[0].SignatureDef[GraphDraft.Signature].Inputs.ContainsKey(name))
                continue;
            json.WritePropertyName(name);
            TensorJson.Write(json, tensor);
        }
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        return fuzzCase;
    }
}

using System.Buffers;
using TfKeyedExport.Cli.Options;
using TfKeyedExport.Formats.Json;
using TfKeyedExport.Formats.Rest;
using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Cli.Running;

/// <summary>Answers one REST predict body.</summary>
internal static class PredictRunner
{
    public static void Run(SavedModel model, PredictRequest request, string? from, EngineChoice choice, IBufferWriter<byte> answer, CancellationToken cancellation)
    {
        CallableModel callable = from is null ? CallableModel.ForSignature(model, request.SignatureName, choice.Tags) : CallableModel.ForSource(model, from, choice.Tags);
        SelectedEngine selected = choice.Selector.Select(choice.Kind, callable.Model, [callable.Signature], choice.HostOptions, cancellation);
        using IModelHost host = selected.Host;
        ISignatureRunner runner = host.Prepare(callable.Signature);
        IReadOnlyDictionary<string, Tensor> outputs = runner.Run(request.ToTensors(runner.Signature), cancellation);
        AnswerSize.Check(outputs.Values, choice.HostOptions.MemoryLimit);
        PredictAnswer.Write(answer, request.Form, outputs);
    }
}

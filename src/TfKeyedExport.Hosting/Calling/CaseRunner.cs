using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Golden;
using TfKeyedExport.Formats.Json;
using TfKeyedExport.Hosting.Choosing;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Hosting.Calling;

/// <summary>
/// Runs golden cases on a model: one after another on one host, so that they find the state that earlier ones left, as clients of a server do.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="choice">The engine and its limits.</param>
/// <param name="cancellation">Ends it early.</param>
public sealed class CaseRunner(SavedModel model, EngineChoice choice, CancellationToken cancellation = default)
{
    /// <summary>The error of the first case that failed although its record does not say that it must; null if there is none.</summary>
    public TfKeyedException? Unexpected { get; private set; }

    /// <summary>Each case with the outputs, or the error, of this run.</summary>
    /// <exception cref="TfKeyedException">A signature or function is not there, or no engine can run all of them.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<GoldenCase> Run(IReadOnlyList<GoldenCase> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        if (cases.Count == 0)
            return [];
        var signatures = new Dictionary<(string?, string?), string>();
        SavedModel callable = model;
        foreach (GoldenCase golden in cases)
        {
            if (signatures.ContainsKey((golden.Function, golden.Signature)))
                continue;
            CallableModel added = golden.Function is { } function
                ? CallableModel.ForFunction(callable, function, choice.Options.Tags, $"{CallableModel.Attached}_{signatures.Count}")
                : CallableModel.ForSignature(
                    model, golden.Signature!, choice.Options.Tags, golden.Outputs is { Count: 1 } recorded ? recorded.Keys.Single() : null, callable);
            callable = added.Model;
            signatures.Add((golden.Function, golden.Signature), added.Signature);
        }
        using IModelHost host = choice.Open(callable, [.. signatures.Values.Distinct()], cancellation).Host;
        return [.. cases.Select(golden => Answer(host.Prepare(signatures[(golden.Function, golden.Signature)]), golden))];
    }

    private GoldenCase Answer(ISignatureRunner runner, GoldenCase golden)
    {
        try
        {
            IReadOnlyDictionary<string, Tensor> outputs = runner.Run(InputsFor(runner, golden), cancellation);
            AnswerSize.Check(outputs.Values, choice.Options.MemoryLimit);
            return golden with { Outputs = outputs, Error = null };
        }
        // A limit that was reached is no answer of the model's.
        catch (TfKeyedException error) when (error.Kind != ErrorKind.Limit)
        {
            if (golden.Error is null)
                Unexpected ??= error;
            return golden with { Outputs = null, Error = error.Message };
        }
    }

    // A function's only input needs no name: Python calls it by position, and who writes cases may not know what it is called.
    private static IReadOnlyDictionary<string, Tensor> InputsFor(ISignatureRunner runner, GoldenCase golden) =>
        golden.Function is not null && runner.Signature.Inputs is [var only] && golden.Inputs.Count == 1
            ? new Dictionary<string, Tensor>(StringComparer.Ordinal) { [only.Name] = golden.Inputs.Values.Single() }
            : golden.Inputs;
}

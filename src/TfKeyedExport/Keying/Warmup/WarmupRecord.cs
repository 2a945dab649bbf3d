using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.Protos.Warmup;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Keying.Warmup;

/// <summary>Changes one warm-up record for a keyed signature.</summary>
/// <param name="plan">What is keyed.</param>
internal sealed class WarmupRecord(MetaGraphPlan plan)
{
    private readonly string _signature = plan.After.Name;

    /// <summary>The record as it is to be written, or why it is left out.</summary>
    /// <exception cref="TfKeyedException">It is no record of a call.</exception>
    public (WarmupFate Fate, ReadOnlyMemory<byte> Bytes, string? Problem) Edit(ReadOnlyMemory<byte> bytes)
    {
        PredictionLog log;
        try
        {
            log = PredictionLog.Parser.ParseFrom(bytes.Span);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw TfKeyedException.Unreadable($"a record is not one of TF Serving's ({e.Message.TrimEnd('.')})", WarmupPlan.FileName, inner: e);
        }
        (WarmupFate fate, string? problem) = Edit(log);
        return fate switch
        {
            WarmupFate.Unchanged => (fate, bytes, null),
            WarmupFate.Dropped => (fate, default, problem),
            _ => (fate, log.ToByteArray(), null),
        };
    }

    private (WarmupFate Fate, string? Problem) Edit(PredictionLog log)
    {
        switch (log.LogTypeCase)
        {
            case PredictionLog.LogTypeOneofCase.PredictLog:
                return Edit([log.PredictLog.Request ?? new PredictRequest()]);
            case PredictionLog.LogTypeOneofCase.PredictStreamedLog:
                return Edit([.. log.PredictStreamedLog.Request]);
            case PredictionLog.LogTypeOneofCase.ClassifyLog:
                return EditOldForm([(log.ClassifyLog.Request ??= new SingleRequest()).ModelSpec ??= new ModelSpec()], "classifications");
            case PredictionLog.LogTypeOneofCase.RegressLog:
                return EditOldForm([(log.RegressLog.Request ??= new SingleRequest()).ModelSpec ??= new ModelSpec()], "regressions");
            case PredictionLog.LogTypeOneofCase.MultiInferenceLog:
                return EditOldForm(
                    [.. (log.MultiInferenceLog.Request?.Tasks ?? []).Select(t => t.ModelSpec ??= new ModelSpec())], "classifications and regressions");
            default:
                // A session's run names tensors, and the model's own stay where they are.
                return (WarmupFate.Unchanged, null);
        }
    }

    /// <summary>A keyed signature is a predict signature: classifications and regressions can only be asked of its old form.</summary>
    private (WarmupFate Fate, string? Problem) EditOldForm(IReadOnlyList<ModelSpec> specs, string what)
    {
        List<ModelSpec> calls = [.. specs.Where(IsKeyed)];
        if (calls.Count == 0)
            return (WarmupFate.Unchanged, null);
        if (plan.KeptAs is not { } kept)
            return (WarmupFate.Dropped, $"the keyed '{_signature}' is a predict signature, which answers no {what}");
        foreach (ModelSpec call in calls)
            call.SignatureName = kept;
        return (WarmupFate.Moved, null);
    }

    private (WarmupFate Fate, string? Problem) Edit(IReadOnlyList<PredictRequest> requests)
    {
        List<PredictRequest> keyed = [.. requests.Where(r => IsKeyed(r.ModelSpec))];
        foreach (PredictRequest request in keyed)
        {
            if (Key(request) is { } problem)
                return (WarmupFate.Dropped, problem);
        }
        return (keyed.Count == 0 ? WarmupFate.Unchanged : WarmupFate.Keyed, null);
    }

    /// <summary>Renames what is renamed and adds the keys.</summary>
    /// <returns>Why that cannot be done; null if it was.</returns>
    private string? Key(PredictRequest request)
    {
        KeyValuePair<string, ByteString>[] sent = [.. request.Inputs];
        request.Inputs.Clear();
        foreach ((string name, ByteString tensor) in sent)
        {
            string renamed = plan.InputNames.GetValueOrDefault(name, name);
            if (!plan.After.Inputs.Any(i => i.Name == renamed) || !request.Inputs.TryAdd(renamed, tensor))
                return $"the keyed '{_signature}' takes no '{name}'";
        }
        if (WarmupKeys.Rows(plan, request.Inputs) is not { } rows)
            return "its rows cannot be counted";
        foreach (KeySpec key in plan.Keys)
        {
            if (!request.Inputs.ContainsKey(key.Name))
                request.Inputs.Add(key.Name, WarmupKeys.Make(key, rows).ToByteString());
        }
        if (plan.After.Inputs.FirstOrDefault(i => i.Default is null && !request.Inputs.ContainsKey(i.Name)) is { } missing)
            return $"it lacks the input '{missing.Name}' of the keyed '{_signature}'";
        for (int i = 0; i < request.OutputFilter.Count; i++)
        {
            string renamed = request.OutputFilter[i] = plan.OutputNames.GetValueOrDefault(request.OutputFilter[i], request.OutputFilter[i]);
            if (!plan.After.Outputs.Any(o => o.Name == renamed))
                return $"the keyed '{_signature}' gives no '{renamed}'";
        }
        return null;
    }

    /// <summary>Whether a call is of the keyed signature; TF Serving takes the default one where none is named.</summary>
    private bool IsKeyed(ModelSpec? spec) => (spec?.SignatureName is { Length: > 0 } name ? name : ModelSignature.ServingDefault) == _signature;
}

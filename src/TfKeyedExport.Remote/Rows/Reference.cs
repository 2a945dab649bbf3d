using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Checking.Unkeyed;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Operations.Hints;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Remote.Rows;

/// <summary>A model in a folder that the server's is held against, run here: it tells which values rows take, and what each is to get.</summary>
/// <param name="model">The model.</param>
/// <param name="runner">Its signature, ready to run.</param>
/// <param name="tags">The tags of its metagraph; null for the one that a host opens.</param>
internal sealed class Reference(SavedModel model, ISignatureRunner runner, IReadOnlyList<string>? tags)
{
    /// <summary>The model's folder.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(model.Folder));

    /// <summary>What its graph tells of the values of the server's inputs.</summary>
    /// <exception cref="TfKeyedException">It does not take and give the same (refused).</exception>
    public GraphHints Hints(ModelSignature served, IReadOnlyList<KeyPair> keys)
    {
        ArgumentMatch match = Match(served, keys);
        GraphHints hints = HintFinder.FindAll(new ModelGraphs(model, tags), runner.Signature);
        var inputs = new Dictionary<string, InputHints>(StringComparer.Ordinal);
        for (int i = 0; i < match.Inputs.Count; i++)
        {
            if (match.Inputs[i] is { } servedInput && hints.Inputs.TryGetValue(runner.Signature.Inputs[i].Name, out InputHints? known))
                inputs[served.Inputs[servedInput].Name] = known;
        }
        return hints with { Inputs = inputs };
    }

    /// <summary>Runs a call of the server's.</summary>
    /// <returns>By output of the server's signature, what this model gives; null where it has no such output.</returns>
    /// <exception cref="TfKeyedException">The model refuses it.</exception>
    public Tensor?[] Run(ModelSignature served, IReadOnlyList<KeyPair> keys, Tensor[] inputs, CancellationToken cancellation)
    {
        ArgumentMatch match = Match(served, keys);
        var own = new Tensor[runner.Signature.Inputs.Count];
        for (int i = 0; i < own.Length; i++)
            own[i] = match.Inputs[i] is { } input ? inputs[input] : runner.Signature.Inputs[i].Default!;
        var outputs = new Tensor[runner.Signature.Outputs.Count];
        runner.Run(own, outputs, cancellation);
        var given = new Tensor?[served.Outputs.Count];
        foreach ((int servedOutput, int ownOutput) in match.Outputs)
            given[servedOutput] = outputs[ownOutput];
        return given;
    }

    private ArgumentMatch Match(ModelSignature served, IReadOnlyList<KeyPair> keys) =>
        ArgumentMatch.Find(new Subject(served, keys), runner.Signature, out string problem) ?? throw TfKeyedException.Refused(
            $"the server's model cannot be compared with this one: {problem}", $"{model.Folder}, signature {runner.Signature.Name}",
            "name the model that is served with --against, and its signature or function with --from");
}

using TfKeyedExport.Errors;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Hosting;

/// <summary>Running a signature by names.</summary>
public static class SignatureRunnerExtensions
{
    /// <summary>Runs the model on named inputs; inputs with a default may be left out.</summary>
    /// <param name="runner">The signature.</param>
    /// <param name="inputs">Tensors by input name.</param>
    /// <param name="cancellation">Ends a long call early.</param>
    /// <returns>Tensors by output name.</returns>
    /// <exception cref="TfKeyedException">A name is missing or not one of the signature's.</exception>
    public static IReadOnlyDictionary<string, Tensor> Run(
        this ISignatureRunner runner, IReadOnlyDictionary<string, Tensor> inputs, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(runner);
        ArgumentNullException.ThrowIfNull(inputs);
        ModelSignature signature = runner.Signature;
        var extra = inputs.Keys.Where(name => signature.Inputs.All(i => i.Name != name)).Order(StringComparer.Ordinal).ToList();
        var missing = signature.Inputs.Where(i => i.Default is null && !inputs.ContainsKey(i.Name)).Select(i => i.Name).ToList();
        if (extra.Count + missing.Count > 0)
        {
            throw TfKeyedException.BadRequest(
                "the inputs are not those of the signature"
                + (missing.Count > 0 ? $"; missing: {string.Join(", ", missing)}" : "")
                + (extra.Count > 0 ? $"; not known: {string.Join(", ", extra)}" : ""),
                $"signature {signature.Name}",
                $"it takes {string.Join("; ", signature.Inputs)}");
        }
        var ordered = new Tensor[signature.Inputs.Count];
        for (int i = 0; i < ordered.Length; i++)
            ordered[i] = inputs.TryGetValue(signature.Inputs[i].Name, out Tensor? given) ? given : signature.Inputs[i].Default!;
        var answers = new Tensor[signature.Outputs.Count];
        runner.Run(ordered, answers, cancellation);
        var named = new Dictionary<string, Tensor>(answers.Length, StringComparer.Ordinal);
        for (int i = 0; i < answers.Length; i++)
            named.Add(signature.Outputs[i].Name, answers[i]);
        return named;
    }
}

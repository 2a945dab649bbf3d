using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Trials;
using TfKeyedExport.Checking.Unkeyed;
using TfKeyedExport.Errors;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Experiments;

/// <summary>Makes calls again without keys.</summary>
internal sealed class EqualsUnkeyedExperiment(UnkeyedModel? unkeyed, string whyNot, bool isAsked) : IExperiment
{
    public string Property => PropertyNames.EqualsUnkeyed;

    public Outcome Run(Trial trial, CancellationToken cancellation)
    {
        if (unkeyed is null)
            return new Outcome(whyNot, Skipped: true);
        int calls = 0;
        foreach (Answer keyed in trial.First.Concat(trial.Alone))
        {
            Tensor[] outputs;
            try
            {
                outputs = Call(keyed, cancellation);
            }
            catch (TfKeyedException e)
            {
                string next = isAsked ? "is it what the keyed model was made of?" : "give the original with --against";
                return new Outcome($"{unkeyed.Description} refused rows that the keyed model takes: {next} ({e.What})", Skipped: true);
            }
            calls++;
            foreach ((int k, int u) in unkeyed.Arguments.Outputs)
                Compare(trial, k, keyed, outputs[u]);
        }
        var names = unkeyed.Arguments.Outputs.Select(p => trial.Prober.Subject.Signature.Outputs[p.Keyed].Name);
        return new Outcome($"{calls} calls gave the same {string.Join(", ", names)} as {unkeyed.Description}");
    }

    private Tensor[] Call(Answer keyed, CancellationToken cancellation)
    {
        IReadOnlyList<SignatureArgument> arguments = unkeyed!.Runner.Signature.Inputs;
        var inputs = new Tensor[arguments.Count];
        for (int i = 0; i < inputs.Length; i++)
            inputs[i] = unkeyed.Arguments.Inputs[i] is int k ? keyed.Inputs[k] : arguments[i].Default!;
        var outputs = new Tensor[unkeyed.Runner.Signature.Outputs.Count];
        unkeyed.Runner.Run(inputs, outputs, cancellation);
        return outputs;
    }

    private void Compare(Trial trial, int output, Answer keyed, Tensor expected)
    {
        Tensor got = keyed.Outputs[output];
        if (trial.Findings.Of(output).Any(f => f.Reason is Reason.Random or Reason.State))
            return;
        const string How = "the model without keys gives another answer to the same rows";
        if (got.Type != expected.Type || got.Shape != expected.Shape)
        {
            trial.Findings.Add(output, new Finding(Property, null, keyed, -1, expected, got, How));
            return;
        }
        if (got.Shape.Rank == 0 || !trial.Ordinary.Contains(output))
        {
            if (!got.BitEquals(expected))
                trial.Findings.Add(output, new Finding(Property, null, keyed, -1, expected, got, How));
            return;
        }
        for (int i = 0; i < got.Shape[0]; i++)
        {
            if (trial.Judge.SameModel(output, got, expected, i))
                continue;
            trial.Findings.Add(output, new Finding(Property, null, keyed, i, expected.Row(i), got.Row(i), How));
            return;
        }
    }
}

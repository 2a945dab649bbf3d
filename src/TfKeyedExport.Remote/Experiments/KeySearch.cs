using TfKeyedExport.Checking.Results;
using TfKeyedExport.Remote.Calls;
using TfKeyedExport.Remote.Judging;
using TfKeyedExport.Remote.Rows;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Remote.Experiments;

/// <summary>Finds out which inputs are keys where no name says it: their values come back, and change nothing else.</summary>
internal static class KeySearch
{
    /// <summary>Asks for one row three times: as it is, once more, and with other values for each candidate.</summary>
    public static async Task<IReadOnlyList<KeyPair>> Find(
        CallGate gate, ModelSignature signature, Pool pool, IReadOnlyList<KeyPair> candidates, string prefix)
    {
        int[] row = new int[pool.Layout.FixedSize ?? 1];
        if (await Ask(gate, pool.Gather(row)).ConfigureAwait(false) is not { } first)
            return [];
        var keys = new List<KeyPair>();
        foreach (KeyPair candidate in candidates)
        {
            Tensor[] inputs = new RemoteRows(signature, pool, [candidate], prefix, 1).Make(row);
            if (await Ask(gate, inputs).ConfigureAwait(false) is not { } other)
                continue;
            int input = Index(signature.Inputs, candidate.Input), output = Index(signature.Outputs, candidate.Output);
            var known = new KnownAnswers([first], first.Length);
            bool comesBack = RowEquality.Same(inputs[input], other[output]);
            bool changesNothing = Enumerable.Range(0, first.Length).All(o => o == output || first[o].Shape.Rank == 0
                || (other[o].Shape == first[o].Shape && known.Is(o, other[o], 0, 0)));
            if (comesBack && changesNothing)
                keys.Add(candidate);
        }
        return keys;
    }

    private static async Task<Tensor[]?> Ask(CallGate gate, Tensor[] inputs) =>
        await gate.Call(inputs).ConfigureAwait(false) is CallOutcome.Answered { Answer.Outputs: var outputs } ? outputs : null;

    private static int Index(IReadOnlyList<SignatureArgument> arguments, string name) =>
        Enumerable.Range(0, arguments.Count).First(i => arguments[i].Name == name);
}

using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Unkeyed;

/// <summary>How the arguments of a signature without keys match those of the keyed one.</summary>
/// <param name="Inputs">For each input without keys, the keyed signature's input; null where the default is taken.</param>
/// <param name="Outputs">Pairs of an output of the keyed signature and the same output without keys.</param>
internal sealed record ArgumentMatch(IReadOnlyList<int?> Inputs, IReadOnlyList<(int Keyed, int Unkeyed)> Outputs)
{
    /// <summary>Matches by name, then by the tensor in the graph, then, if one is left on each side, by type.</summary>
    /// <returns>The match, or null with what is left over.</returns>
    public static ArgumentMatch? Find(Subject subject, ModelSignature unkeyed, out string problem)
    {
        ModelSignature keyed = subject.Signature;
        var inputs = Pair(keyed.Inputs, subject.IsKeyInput, unkeyed.Inputs);
        var outputs = Pair(keyed.Outputs, i => subject.KeyInput(i) is not null, unkeyed.Outputs);
        var missing = unkeyed.Inputs.Where((input, i) => inputs[i] is null && input.Default is null).Select(i => i.Name).ToList();
        var pairs = outputs.Select((k, u) => (Keyed: k, Unkeyed: u)).Where(p => p.Keyed is not null).Select(p => (p.Keyed!.Value, p.Unkeyed)).ToList();
        problem = missing.Count > 0
            ? $"its input {string.Join(", ", missing)} has no counterpart"
            : pairs.Count == 0 ? "none of its outputs has a counterpart" : "";
        return problem.Length > 0 ? null : new ArgumentMatch(inputs, pairs);
    }

    /// <summary>Whether both take and give the same but for keys: nothing is left over on either side.</summary>
    public static bool IsComplete(Subject subject, ModelSignature unkeyed)
    {
        if (Find(subject, unkeyed, out _) is not { } match)
            return false;
        bool unkeyedIsUsedUp = match.Inputs.All(i => i is not null) && match.Outputs.Count == unkeyed.Outputs.Count;
        bool inputsAreUsedUp = Enumerable.Range(0, subject.Signature.Inputs.Count).All(i => subject.IsKeyInput(i) || match.Inputs.Contains(i));
        bool outputsAreUsedUp = Enumerable.Range(0, subject.Signature.Outputs.Count)
            .All(o => subject.KeyInput(o) is not null || match.Outputs.Any(p => p.Keyed == o));
        return unkeyedIsUsedUp && inputsAreUsedUp && outputsAreUsedUp;
    }

    private static int?[] Pair(IReadOnlyList<SignatureArgument> keyed, Func<int, bool> isKey, IReadOnlyList<SignatureArgument> unkeyed)
    {
        var free = Enumerable.Range(0, keyed.Count).ToHashSet();
        var found = new int?[unkeyed.Count];
        Take((k, u) => k.Name == u.Name && k.Type == u.Type);
        Take((k, u) => k.IsTensor && k.TensorName == u.TensorName && k.Type == u.Type);
        free.RemoveWhere(i => isKey(i));
        // A renamed argument keeps its type; it is recognised if nothing else has that type.
        Take((k, u) => k.Type == u.Type && IsOnlyOfType(u.Type));
        return found;

        bool IsOnlyOfType(DataType type) =>
            free.Count(i => keyed[i].Type == type) == 1 && Enumerable.Range(0, unkeyed.Count).Count(i => found[i] is null && unkeyed[i].Type == type) == 1;

        void Take(Func<SignatureArgument, SignatureArgument, bool> same)
        {
            for (int u = 0; u < unkeyed.Count; u++)
            {
                if (found[u] is not null)
                    continue;
                int match = free.Order().FirstOrDefault(k => same(keyed[k], unkeyed[u]), -1);
                if (match < 0)
                    continue;
                found[u] = match;
                free.Remove(match);
            }
        }
    }
}

using System.Collections.Concurrent;

namespace TfKeyedExport.Load.Rows;

/// <summary>What each version answers to each row when nobody else asks: the same bits must come in any company.</summary>
internal sealed class KnownAnswers
{
    private readonly ConcurrentDictionary<long, float[]> _byVersion = [];

    /// <summary>Notes what a version answers.</summary>
    public void Note(long version, float[] answers) => _byVersion[version] = answers;

    /// <summary>Notes that a version is a copy of another.</summary>
    public void Repeat(long version, long other) => _byVersion[version] = _byVersion[other];

    /// <summary>Says what is wrong with an answer; null if nothing is.</summary>
    /// <param name="asked">The request's rows.</param>
    /// <param name="keys">The keys that came back.</param>
    /// <param name="weights">The answers that came back.</param>
    /// <param name="version">The version that answered; null if that was not told: it must be one and the same for all rows.</param>
    public string? Fault(IReadOnlyList<KeyedRow> asked, IReadOnlyList<string> keys, IReadOnlyList<float> weights, long? version)
    {
        if (keys.Count != asked.Count || weights.Count != asked.Count)
            return $"{asked.Count} rows were sent, {keys.Count} keys and {weights.Count} answers came back";
        for (int i = 0; i < keys.Count; i++)
        {
            if (keys[i] != asked[i].Key)
                return $"row {i} was sent with key {asked[i].Key} and came back with {keys[i]}";
        }
        if (version is { } told)
            return _byVersion.TryGetValue(told, out float[]? known) ? Difference(asked, weights, known) : $"version {told} answered, which was never there";
        List<string> differences = [];
        foreach (float[] answers in _byVersion.Values)
        {
            if (Difference(asked, weights, answers) is not { } difference)
                return null;
            differences.Add(difference);
        }
        return "no version answers so: " + string.Join("; ", differences.Distinct());
    }

    private static string? Difference(IReadOnlyList<KeyedRow> asked, IReadOnlyList<float> weights, float[] known)
    {
        for (int i = 0; i < asked.Count; i++)
        {
            float right = known[asked[i].Number];
            if (BitConverter.SingleToInt32Bits(right) != BitConverter.SingleToInt32Bits(weights[i]))
                return FormattableString.Invariant($"row {asked[i].Number} gave {weights[i]:R} and gives {right:R} alone");
        }
        return null;
    }
}

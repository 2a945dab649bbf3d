using TfKeyedExport.Tensors;

namespace TfKeyedExport.Operations.Hints;

/// <summary>The rules of operations that look values up, or sort them into buckets.</summary>
internal static class TableHints
{
    /// <summary>Sample rows need some words of a vocabulary, not all.</summary>
    public const int MostKeys = 256;

    /// <summary>The second input is asked for in the table that the first one is.</summary>
    public static void Lookup(HintRequest request)
    {
        Tensor? keys = request.KeysOf(0);
        foreach (Trail looked in keys is null ? [] : request.Trails(1))
            AddKeys(looked, keys!);
        request.SetLookedUp(0, request.Trails(1));
    }

    /// <summary>The input is sorted into buckets.</summary>
    public static void Buckets(HintRequest request)
    {
        foreach (Trail bucketed in request.Trails(0))
            bucketed.Hints.Boundaries.AddRange(
                request.Attributes.Floats("boundaries").Take(MostKeys).Select(b => bucketed.Source((double)b)).Where(double.IsFinite));
    }

    private static void AddKeys(Trail trail, Tensor keys)
    {
        InputHints hints = trail.Hints;
        // A large vocabulary is sampled evenly.
        int step = Math.Max(1, keys.Count / MostKeys);
        for (int i = 0; i < keys.Count; i += step)
        {
            if (keys.Type == DataType.String)
                AddNew(hints.Words, keys.Strings[i].ToArray());
            else if (keys.Type == DataType.Int64)
                hints.Ids.Add(trail.Source(keys.Values<long>()[i]));
            else if (keys.Type == DataType.Int32)
                hints.Ids.Add(trail.Source((long)keys.Values<int>()[i]));
        }
    }

    private static void AddNew(List<byte[]> words, byte[] word)
    {
        if (words.Count < MostKeys && !words.Exists(w => w.AsSpan().SequenceEqual(word)))
            words.Add(word);
    }
}

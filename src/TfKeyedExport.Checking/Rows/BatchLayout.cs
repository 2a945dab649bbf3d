using TfKeyedExport.Errors;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Checking.Rows;

/// <summary>Which inputs carry one row a client, and which batch sizes a signature takes.</summary>
/// <param name="Batched">For each input, whether its first dimension is the batch.</param>
/// <param name="FixedSize">The only batch size; null if the size is open.</param>
internal sealed record BatchLayout(IReadOnlyList<bool> Batched, int? FixedSize)
{
    // A check makes hundreds of calls; of larger batches, a model would have to be run for hours.
    private const int MaxFixedSize = 1 << 14;

    /// <summary>Reads the layout off the declared shapes.</summary>
    /// <remarks>
    /// Inputs whose first dimension is open are batched; the others are constants beside them. If none is open, the batch is fixed: its size is
    /// that of the keys, or else one that answers have too, or else the one that most inputs share.
    /// </remarks>
    /// <exception cref="TfKeyedException">The batch is fixed to more rows than a check tries.</exception>
    public static BatchLayout Of(ModelSignature signature, IReadOnlyList<KeyPair> keys) => Of(signature, keys, []);

    /// <summary>Reads the layout off the declared shapes; the parts of ragged inputs are cut in their own way.</summary>
    /// <inheritdoc cref="Of(ModelSignature, IReadOnlyList{KeyPair})"/>
    public static BatchLayout Of(ModelSignature signature, IReadOnlyList<KeyPair> keys, IReadOnlyList<RaggedInput> ragged)
    {
        if (ragged.Count > 0)
        {
            // There are as many rows as the splits say: no batch is fixed.
            return new BatchLayout([.. signature.Inputs.Select((input, i) => IsOpen(input) && !ragged.Any(r => r.Has(i)))], null) { Ragged = ragged };
        }

        bool[] open = signature.Inputs.Select(IsOpen).ToArray();
        var ranked = signature.Inputs.Where(i => i.Shape.Rank > 0 && i.Shape[0] is > 0 and <= MaxFixedSize).ToList();
        // Keys alone make no batch: where only they are open, they come one for each row of the others.
        bool onlyKeysAreOpen = signature.Inputs.Where((_, i) => open[i]).All(i => keys.Any(k => k.Input == i.Name));
        if (open.Contains(true) && (!onlyKeysAreOpen || !ranked.Exists(i => AnswersHave(signature, keys, i.Shape[0]))))
            return new BatchLayout(open, null);
        if (ranked.Count == 0)
        {
            return signature.Inputs.FirstOrDefault(i => i.Shape.Rank > 0 && i.Shape[0] > MaxFixedSize) is { } large
                ? throw TfKeyedException.Limit(
                    $"the input {large.Name} is declared with {large.Shape[0]} rows, and a check tries batches of up to {MaxFixedSize}",
                    $"signature {signature.Name}", "save the model with an open batch, which is declared as None")
                : new BatchLayout(open, null);
        }
        SignatureArgument? key = ranked.FirstOrDefault(i => keys.Any(k => k.Input == i.Name));
        long size = key?.Shape[0]
            ?? ranked.GroupBy(i => i.Shape[0]).OrderByDescending(g => AnswersHave(signature, keys, g.Key)).ThenByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key;
        return new BatchLayout(signature.Inputs.Select((input, i) => open[i] || (input.Shape.Rank > 0 && input.Shape[0] == size)).ToArray(), (int)size);
    }

    private static bool IsOpen(SignatureArgument input) => !input.Shape.HasRank || (input.Shape.Rank > 0 && input.Shape[0] < 0);

    /// <summary>Whether an answer is declared with so many rows.</summary>
    private static bool AnswersHave(ModelSignature signature, IReadOnlyList<KeyPair> keys, long rows) =>
        signature.Outputs.Any(o => o.Shape.Rank > 0 && o.Shape[0] == rows && keys.All(k => k.Output != o.Name));

    /// <summary>The inputs whose rows are parts of them; they are not <see cref="Batched"/>.</summary>
    public IReadOnlyList<RaggedInput> Ragged { get; private init; } = [];
}

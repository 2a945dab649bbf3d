using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Signatures;

/// <summary>Reads off the declared shapes which inputs carry one row a client.</summary>
internal static class BatchLayoutReader
{
    /// <summary>Reads the layout.</summary>
    /// <remarks>
    /// Inputs whose first dimension is open are batched; the others are constants beside them. If none is open, the batch is fixed: its size is
    /// that of the labels, or else one that answers have too, or else the one that most inputs share. Where no input has rows, nothing is batched.
    /// </remarks>
    /// <param name="signature">The signature.</param>
    /// <param name="labels">The arguments that label rows.</param>
    /// <param name="ragged">The inputs whose rows are parts of them, which are cut in their own way.</param>
    /// <param name="largest">A fixed size beyond this is none: it is another dimension, or more than anybody wants to send.</param>
    public static BatchLayout Read(ModelSignature signature, RowLabels labels, IReadOnlyList<RaggedInput> ragged, int largest = int.MaxValue)
    {
        if (ragged.Count > 0)
        {
            // There are as many rows as the splits say: no batch is fixed.
            return new BatchLayout([.. signature.Inputs.Select((input, i) => IsOpen(input) && !ragged.Any(r => r.Has(i)))], null) { Ragged = ragged };
        }

        bool[] open = [.. signature.Inputs.Select(IsOpen)];
        SignatureArgument[] sized = [.. signature.Inputs.Where(i => i.Shape.Rank > 0 && i.Shape[0] > 0 && i.Shape[0] <= largest)];
        // Labels alone make no batch: where only they are open, they come one for each row of the others.
        bool onlyLabelsAreOpen = signature.Inputs.Where((_, i) => open[i]).All(labels.Has);
        bool othersHaveRows = Array.Exists(sized, i => AnswersHave(signature, labels, i.Shape[0]));
        bool isOpen = open.Contains(true) && !(onlyLabelsAreOpen && othersHaveRows);
        if (isOpen || sized.Length == 0)
            return new BatchLayout(open, null);
        long size = Array.Find(sized, labels.Has)?.Shape[0] ?? MostLikelySize(signature, labels, sized);
        return new BatchLayout([.. signature.Inputs.Select((input, i) => open[i] || (input.Shape.Rank > 0 && input.Shape[0] == size))], (int)size);
    }

    private static long MostLikelySize(ModelSignature signature, RowLabels labels, SignatureArgument[] sized) => sized
        .GroupBy(i => i.Shape[0])
        .OrderByDescending(g => AnswersHave(signature, labels, g.Key))
        .ThenByDescending(g => g.Count())
        .ThenBy(g => g.Key)
        .First().Key;

    private static bool IsOpen(SignatureArgument input) => !input.Shape.HasRank || (input.Shape.Rank > 0 && input.Shape[0] < 0);

    /// <summary>Whether an answer is declared with so many rows.</summary>
    private static bool AnswersHave(ModelSignature signature, RowLabels labels, long rows) =>
        signature.Outputs.Any(o => o.Shape.Rank > 0 && o.Shape[0] == rows && !labels.Gives(o));
}

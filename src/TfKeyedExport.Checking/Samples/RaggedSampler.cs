using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Makes rows of several lengths for a ragged input.</summary>
internal static class RaggedSampler
{
    private const int LongestPart = 5;
    private const int EmptyEvery = 8;

    /// <summary>Fills the columns of the values and of the splits with the parts of all rows.</summary>
    public static void Fill(Tensor[] columns, RaggedInput ragged, ModelSignature signature, int rows, IReadOnlyDictionary<string, InputHints> hints, Dice dice)
    {
        int parts = rows;
        foreach (int input in ragged.Splits)
        {
            var ends = new List<long>(parts + 1) { 0 };
            for (int i = 0; i < parts; i++)
                ends.Add(ends[^1] + (dice.Next(EmptyEvery) == 0 ? 0 : 1 + dice.Next(LongestPart)));
            columns[input] = RaggedInput.OfEnds(signature.Inputs[input].Type, ends);
            parts = (int)ends[^1];
        }
        columns[ragged.Values] = Sampler.Column(signature.Inputs[ragged.Values], parts, hints, new ColumnSampler(dice, 0));
    }
}

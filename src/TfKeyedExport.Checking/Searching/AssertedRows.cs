using TfKeyedExport.Analyses.Predicates;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Searching;

/// <summary>Makes rows of which holds what a model asserts, where none of the sample's is taken.</summary>
internal static class AssertedRows
{
    private const int Starts = 8;
    private const int Alike = 3;
    private const int Calls = 1500;

    /// <summary>Looks for rows; null if there are none, or the model asserts nothing.</summary>
    /// <param name="view">What shows the assertions; null if nothing does.</param>
    /// <param name="subject">The signature.</param>
    /// <param name="sample">Rows to begin with.</param>
    /// <param name="seed">Chooses what is changed first.</param>
    /// <param name="cancellation">Ends the calls.</param>
    public static Pool? Find(InnerView? view, Subject subject, Pool sample, long seed, CancellationToken cancellation)
    {
        if (view is not { Predicates: [var asserted] })
            return null;
        var dice = new Dice(seed);
        var found = new List<Pool>();
        foreach (int row in dice.Permutation(sample.Count).Take(Starts))
        {
            var rows = new ConditionRows(view, subject, new Batches(sample.Layout.FixedSize), dice, sample.Keep([row]), cancellation);
            int calls = Calls;
            found.AddRange(rows.Find(asserted, new Goal(true), null, 1 + Alike, ref calls));
        }
        return found.Count == 0 ? null : Pool.Concatenate(found);
    }
}

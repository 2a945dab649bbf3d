using TfKeyedExport.Checking.Trials;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Searching;

/// <summary>The rows beside which a row is to meet a condition: a model may ask how many there are, or for their sum.</summary>
/// <param name="Rows">Ordinary rows.</param>
/// <param name="Order">Which of them stand behind the row in the batch that meets the condition; none if it is alone.</param>
internal sealed record Company(Pool Rows, int[] Order)
{
    private const int Alone = 5, Few = 3, OfMany = 16, Many = 300;

    /// <summary>Nobody beside it, a few, and many.</summary>
    public static IEnumerable<Company> All(Trial trial)
    {
        yield return new Company(Some(trial, Alone), []);
        if (trial.Batches.FixedSize is not null || trial.Batches.IsOrdered || trial.Batches.MaxSize <= Few)
            yield break;
        Pool few = Some(trial, Few);
        yield return new Company(few, [.. Enumerable.Range(0, few.Count)]);
        Pool many = Some(trial, OfMany);
        int count = Math.Min(Many, Math.Min(trial.Workload.LargestBatch, trial.Batches.MaxSize - 1));
        yield return new Company(many, trial.Dice.Many([.. Enumerable.Range(0, many.Count)], count));
    }

    // A search asks for it again and again.
    private readonly Pool _others = Order.Length == 0 ? Rows : Rows.Keep(Order);

    /// <summary>The ordinary rows, with a row's values of what inputs hold once a call.</summary>
    public Pool RowsFor(Pool row)
    {
        Pool rows = Rows;
        for (int input = 0; input < rows.Columns.Count; input++)
        {
            if (!rows.Layout.Batched[input] && !rows.Layout.Ragged.Any(r => r.Has(input)))
                rows = rows.With(input, row.Columns[input]);
        }
        return rows;
    }

    /// <summary>A row in this company, with its values of what inputs hold once a call; null if they cannot stand in one batch.</summary>
    public Pool? Around(Pool row) => Order.Length == 0 ? row : Pool.Concatenate([row, _others]);

    private static Pool Some(Trial trial, int count) =>
        trial.Pool.Keep(trial.Batches.Ordered([.. trial.Dice.Permutation(trial.Pool.Count).Take(count)]));
}

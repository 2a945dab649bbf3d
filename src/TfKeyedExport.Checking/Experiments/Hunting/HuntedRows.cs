using TfKeyedExport.Checking.Trials;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Experiments.Hunting;

/// <summary>Runs rows of another pool by themselves, so that they can be watched in batches.</summary>
internal static class HuntedRows
{
    /// <summary>What comes closest to a row by itself, as far as the model takes it.</summary>
    public static int[] Alone(Trial main, int row)
    {
        int[] alone = main.Batches.Alone(row);
        // Some take no single rows.
        return main.Alone.Count == 0 && alone.Length == 1 ? [row, row] : alone;
    }

    /// <summary>Takes the answers of rows that ran by themselves before.</summary>
    /// <param name="main">Where they ran.</param>
    /// <param name="trial">The trial whose first rows they are.</param>
    /// <param name="rows">Their numbers in the main trial's pool.</param>
    public static void Borrow(Trial main, Trial trial, int[] rows)
    {
        foreach (int output in trial.Ordinary)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                if (main.Reference(output, rows[i]) is { } known)
                    trial.SetReference(output, i, known);
            }
        }
    }

    /// <summary>Runs a row by itself; whether the model took it.</summary>
    public static bool RunAlone(Trial main, Trial trial, int row, CancellationToken cancellation)
    {
        if (trial.Try(Alone(main, row), cancellation) is not { } answer)
            return false;
        foreach (int output in trial.Comparable)
        {
            Tensor got = answer.Outputs[output];
            if (got.Shape.Rank > 0 && got.Shape[0] == answer.Rows.Length)
                trial.SetReference(output, row, got.Row(0));
        }
        return true;
    }

    /// <summary>Rows that make a batch that the model takes: as they are, or filled up to the only size that it takes.</summary>
    public static IEnumerable<int[]> Batch(Trial trial, int[] rows) => trial.Batches.Whole(rows);
}

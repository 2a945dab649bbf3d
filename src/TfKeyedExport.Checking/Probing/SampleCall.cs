using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Probing;

/// <summary>A call that can be made again.</summary>
/// <param name="Pool">The pool that its rows are of.</param>
/// <param name="Rows">The rows, in the order of the batch.</param>
internal sealed record SampleCall(Pool Pool, int[] Rows)
{
    /// <summary>The same call with some of its rows, or with others of its pool.</summary>
    public SampleCall With(int[] rows) => this with { Rows = rows };

    /// <summary>All rows of a pool.</summary>
    public static SampleCall Whole(Pool pool) => new(pool, [.. Enumerable.Range(0, pool.Count)]);
}

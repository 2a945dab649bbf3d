using TfKeyedExport.Checking.Results;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Remote.Judging;

/// <summary>Something wrong with one output of an answer.</summary>
/// <param name="Output">The output.</param>
/// <param name="Property">The property that is violated.</param>
/// <param name="Reason">Why; null if values are wrong for another reason.</param>
/// <param name="Call">The call.</param>
/// <param name="Row">The place in the batch; -1 if it is the answer as a whole.</param>
/// <param name="Expected">What should have come; null if only the number of rows is known.</param>
/// <param name="Got">What came.</param>
/// <param name="Explanation">One sentence for people, without a full stop.</param>
internal sealed record Wrong(int Output, string Property, Reason? Reason, RemoteCall Call, int Row, Tensor? Expected, Tensor Got, string Explanation)
{
    /// <summary>The other answer to the same row, of one that changes from call to call; else null.</summary>
    public Tensor? Other { get; init; }

    /// <summary>How much it explains: the lower, the more.</summary>
    public int Rank => Reason switch
    {
        Checking.Results.Reason.RowCount => 0,
        Checking.Results.Reason.Random or Checking.Results.Reason.State => 1,
        null when Property == PropertyNames.KeysComeBack => 2,
        Checking.Results.Reason.Order => 3,
        Checking.Results.Reason.RowsMix => 4,
        Checking.Results.Reason.Width => 5,
        _ => 6,
    };
}

using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Judging;

/// <summary>One thing that went wrong with one output in one call.</summary>
/// <param name="Property">The property that was violated.</param>
/// <param name="Reason">Why; null if values are wrong for another reason.</param>
/// <param name="Answer">The call.</param>
/// <param name="Row">The row of the batch that shows it; -1 if it is the whole answer.</param>
/// <param name="Expected">What it should be; null if only the number of rows is known.</param>
/// <param name="Got">What came back.</param>
/// <param name="Explanation">One sentence for people.</param>
internal sealed record Finding(string Property, Reason? Reason, Answer Answer, int Row, Tensor? Expected, Tensor Got, string Explanation)
{
    /// <summary>
    /// By the clock that the model asks, when the call got what was expected and when it did not; or when the model was asked something before and when it
    /// got the call; null if no clock matters.
    /// </summary>
    public (DateTimeOffset First, DateTimeOffset Again)? Times { get; init; }

    /// <summary>What a model was asked at the first of <see cref="Times"/>; empty if it was freshly loaded.</summary>
    public IReadOnlyList<SampleCall> Before { get; init; } = [];

    /// <summary>The other answer to the same call, where the answer changes from call to call; null if it was not kept.</summary>
    public Answer? Other { get; init; }
}

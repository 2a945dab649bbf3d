using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Judging;

/// <summary>The judge of an engine that is batch-invariant: two answers are one if their bits are.</summary>
/// <param name="precision">How far the answers of another model may be from this one's, by output.</param>
internal sealed class BitJudge(Func<int, Precision> precision) : IAnswerJudge
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Remarks => [];

    /// <inheritdoc/>
    public void NoteRepeat(int output, bool hasSameBits)
    {
    }

    /// <inheritdoc/>
    public string? WhyUnclear(int output) => null;

    /// <inheritdoc/>
    public bool SameCall(int output, Answer first, Answer again, int row) => RowEquality.Same(first.Outputs[output], row, again.Outputs[output], row);

    /// <inheritdoc/>
    public bool SameElsewhere(int output, Answer answer, int row, Tensor expected, bool samePlace) =>
        RowEquality.Same(answer.Outputs[output], row, expected, 0);

    /// <inheritdoc/>
    public bool SameModel(int output, Tensor got, Tensor expected, int row) =>
        RowEquality.Same(got, row, expected, row) || precision(output).Covers(got, row, expected, row);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}

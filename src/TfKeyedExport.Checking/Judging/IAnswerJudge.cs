using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Judging;

/// <summary>Decides whether two answers to a row are one, as far as the engine can give one twice.</summary>
internal interface IAnswerJudge : IDisposable
{
    /// <summary>What was taken for rounding, for the report.</summary>
    IReadOnlyList<string> Remarks { get; }

    /// <summary>Why nothing can be said of an output whose answers differed, and what to give; null if all differences were decided.</summary>
    string? WhyUnclear(int output);

    /// <summary>
    /// Notes whether the first call, made again at once, gave the same bits: what differs later is then no rounding that changes from call to call.
    /// </summary>
    void NoteRepeat(int output, bool hasSameBits);

    /// <summary>Whether a row has the same answer in two calls with the same inputs.</summary>
    /// <param name="output">The output.</param>
    /// <param name="first">The one call.</param>
    /// <param name="again">The other call.</param>
    /// <param name="row">The row of the batch.</param>
    bool SameCall(int output, Answer first, Answer again, int row);

    /// <summary>Whether a row has the answer that it had elsewhere.</summary>
    /// <param name="output">The output.</param>
    /// <param name="answer">The call.</param>
    /// <param name="row">The row of the batch.</param>
    /// <param name="expected">What it got elsewhere; its first row.</param>
    /// <param name="samePlace">Whether elsewhere means the same place of a batch of the same size, with other neighbours.</param>
    bool SameElsewhere(int output, Answer answer, int row, Tensor expected, bool samePlace);

    /// <summary>Whether a row has the answer that another model gives, which computes the same in its own way.</summary>
    /// <param name="output">The output.</param>
    /// <param name="got">What came back.</param>
    /// <param name="expected">What the other model gives.</param>
    /// <param name="row">The row of both.</param>
    bool SameModel(int output, Tensor got, Tensor expected, int row);
}

using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Results;

/// <summary>The smallest call found that shows what is wrong.</summary>
/// <param name="Property">The property that it violates, one of <see cref="PropertyNames"/>.</param>
/// <param name="Inputs">The call's inputs by name; together a case that can be run again.</param>
/// <param name="Row">The row of the batch that shows it; -1 if it is the answer as a whole.</param>
/// <param name="Expected">
/// What that row's (or the whole) answer should be; null if only the number of rows is known, or if the answer changes from call to call, so that none is
/// right.
/// </param>
/// <param name="Got">What came back for it.</param>
/// <param name="Explanation">One sentence for people.</param>
public sealed record Counterexample(
    string Property,
    IReadOnlyDictionary<string, Tensor> Inputs,
    int Row,
    Tensor? Expected,
    Tensor Got,
    string Explanation)
{
    /// <summary>
    /// The calls that a freshly loaded model has to be asked before, in their order, for an answer that depends on earlier calls; or, of one that depends on
    /// calls at the same time (<see cref="PropertyNames.Threads"/>), those. Empty if none are needed, or none are known.
    /// </summary>
    public IReadOnlyList<IReadOnlyDictionary<string, Tensor>> Calls { get; init; } = [];

    /// <summary>
    /// Of an answer that follows the clock, the times that it shows: at the first, the call gets <see cref="Other"/>, at the second <see cref="Got"/>. If
    /// there are <see cref="Calls"/>, these are made at the first, and the call itself at the second; there a freshly loaded model answers
    /// <see cref="Other"/>. Empty if no clock matters.
    /// </summary>
    public IReadOnlyList<DateTimeOffset> Times { get; init; } = [];

    /// <summary>What the same row of the same call got another time, for an answer that changes from call to call; else null.</summary>
    public Tensor? Other { get; init; }
}

using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Judging;

/// <summary>The judge of an engine whose kernels add in another order for another size of batch.</summary>
/// <remarks>
/// Equal bits are one answer. Where bits differ, a batch-invariant engine is asked, if there is one that can run the model: it is given the very same batch. If
/// the row's bits change there as well, the model does it, however little; if they do not, the order of additions does, as long as the difference is no larger
/// than that can make it. Without such a witness, rows in the same place of a batch of the same size must agree bit for bit, and elsewhere within that bound.
/// </remarks>
/// <param name="outputs">The names of the outputs.</param>
/// <param name="main">The sample rows.</param>
/// <param name="precision">How far apart rounding takes an output's answers to a pool's rows.</param>
/// <param name="witness">The other engine; null if there is none.</param>
internal sealed class RoundingJudge(string[] outputs, Pool main, Func<int, Pool, Precision> precision, Witness? witness) : IAnswerJudge
{
    private readonly int[] _rounded = new int[outputs.Length];
    private readonly int[] _stepped = new int[outputs.Length];
    private readonly bool?[] _repeats = new bool?[outputs.Length];
    private readonly int[] _unclear = new int[outputs.Length];
    private readonly int[] _unexplained = new int[outputs.Length];
    private readonly HashSet<Precision> _measured = [];

    /// <inheritdoc/>
    public IReadOnlyList<string> Remarks => [.. Enumerable.Range(0, outputs.Length).SelectMany(RemarksOn)];

    /// <inheritdoc/>
    public string? WhyUnclear(int output)
    {
        const string Give = "return the numbers that they are made of as another output";
        if (_unexplained[output] > 0)
        {
            return $"{_unexplained[output]} answers {outputs[output]} changed from batch to batch, "
                + "though the embedded engine gives their rows the same bits in the same batches: "
                + $"rounding at a step may be it, and nothing tells how large it is; {Give}";
        }
        return _unclear[output] == 0
            ? null
            : $"{_unclear[output]} answers {outputs[output]} differed by as little as rounding can make them, "
                + "in equal calls or as whole numbers or texts at a step, and no engine that gives the same "
                + $"bits in any batch can run the model to tell; {Give}";
    }

    /// <inheritdoc/>
    public void NoteRepeat(int output, bool hasSameBits) => _repeats[output] = hasSameBits && _repeats[output] != false;

    /// <inheritdoc/>
    public bool SameCall(int output, Answer first, Answer again, int row)
    {
        Tensor one = first.Outputs[output], two = again.Outputs[output];
        if (RowEquality.Same(one, row, two, row))
            return true;
        if (_repeats[output] == true)
            return false;
        // Threads may add in another order each time; another engine tells that it is no chance and no state.
        return witness?.Repeats(output, first) switch
        {
            true => IsRounding(output, first.Pool, two, row, one, row),
            false => false,
            null => IsLastPlaces(output, two, row, one),
        };
    }

    /// <inheritdoc/>
    public bool SameElsewhere(int output, Answer answer, int row, Tensor expected, bool samePlace)
    {
        Tensor got = answer.Outputs[output];
        if (RowEquality.Same(got, row, expected, 0))
            return true;
        return witness?.IsInvariant(output, answer, row) switch
        {
            // What no number, no finite one or a tiny one comes to may depend on the lanes of this engine's vectors, and values that are chosen more
            // widely may cancel, or grow beyond what was measured on the sample rows: no bound covers that, and the other engine has decided.
            true => !ReferenceEquals(answer.Pool, main)
                || IsRounding(output, answer.Pool, got, row, expected, 0) || IsStep(output, answer, row, expected) || IsUnexplained(output, got, row, expected),
            false => false,
            null when answer.IsOdd(row) => true,
            null => !samePlace && (IsRounding(output, answer.Pool, got, row, expected, 0) || IsUnclear(output, answer.Pool, got, row, expected)),
        };
    }

    /// <inheritdoc/>
    public bool SameModel(int output, Tensor got, Tensor expected, int row) =>
        RowEquality.Same(got, row, expected, row) || Bound(output, main).Covers(got, row, expected, row);

    /// <inheritdoc/>
    public void Dispose() => witness?.Dispose();

    private IEnumerable<string> RemarksOn(int output)
    {
        if (_rounded[output] > 0)
        {
            yield return $"{outputs[output]}: {_rounded[output]} answers differed by rounding, "
                + "since this engine adds in another order for another size of batch"
                + (witness is { IsOpen: true } ? "; the embedded engine gave their rows the same bits in the same batches" : "");
        }
        if (_stepped[output] > 0)
        {
            yield return $"{outputs[output]}: {_stepped[output]} answers changed by rounding at a step: "
                + "the embedded engine gave their rows the same bits in the same batches, and came out near them or on one side of the step";
        }
    }

    private bool IsRounding(int output, Pool pool, Tensor got, int row, Tensor expected, int expectedRow)
    {
        // Few rows may all have tiny values in a column in which others have large ones.
        bool isCovered = Bound(output, pool).Covers(got, row, expected, expectedRow)
            || (!ReferenceEquals(pool, main) && Bound(output, main).Covers(got, row, expected, expectedRow));
        if (!isCovered)
            return false;
        _rounded[output]++;
        return true;
    }

    // Words, truth values and whole numbers that come of rounded ones. The witness gives the row the same bits in this batch and alone, so the row
    // does not follow its batch; and each element is near the other engine's, or the witness stands on the one side of the step or the other.
    private bool IsStep(int output, Answer answer, int row, Tensor expected)
    {
        Tensor got = answer.Outputs[output];
        if (Numbers.PartsPerElement(got.Type) > 0 || !got.SameRowShape(expected))
            return false;
        if (witness?.Alone(output, answer, row) is not { } own || !own.SameRowShape(expected))
            return false;
        if (!NearElements.All(got, row, expected, 0, Bound(output, answer.Pool).FloatShare, own))
            return false;
        _stepped[output]++;
        return true;
    }

    // No bits of it tell how far apart the numbers are that it was made of: a hash of a rounded number is another one altogether.
    // Texts that differ in their numbers only do tell.
    private bool IsUnexplained(int output, Tensor got, int row, Tensor expected)
    {
        if (Numbers.PartsPerElement(got.Type) > 0 || NearElements.DifferInNumbersOnly(got, row, expected, 0))
            return false;
        _unexplained[output]++;
        return true;
    }

    // The next whole number, or a text that spells the next one: rounding at a step may be it, and nobody is there to tell.
    private bool IsUnclear(int output, Pool pool, Tensor got, int row, Tensor expected)
    {
        if (!got.SameRowShape(expected))
            return false;
        // Of values that are chosen more widely, some cancel: what is spelled then is off by more than its own size tells.
        bool isNear = NearElements.All(got, row, expected, 0, Bound(output, pool).FloatShare, null)
            || (!ReferenceEquals(pool, main) && NearElements.DifferInNumbersOnly(got, row, expected, 0));
        if (!isNear)
            return false;
        _unclear[output]++;
        return true;
    }

    private bool IsLastPlaces(int output, Tensor two, int row, Tensor one)
    {
        if (!Precision.IsLastPlaces(two, row, one, row))
            return false;
        _unclear[output]++;
        return true;
    }

    private Precision Bound(int output, Pool pool)
    {
        Precision bound = precision(output, pool);
        if (witness is not null && _measured.Add(bound))
        {
            foreach ((Tensor mine, Tensor other) in witness.Pairs(output, pool))
                bound.Measure(mine, other);
        }
        return bound;
    }
}

using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Trials;

/// <summary>What the experiments share: the opened model, the sample rows, the first answers, and what was found so far.</summary>
internal sealed class Trial
{
    private readonly Dictionary<int, Precision> _precisions = [];
    private readonly List<string> _refusals = [];
    private readonly Tensor?[][] _references;
    private readonly Ledger[] _ledgers;
    private readonly List<Answer> _alone = [];
    private readonly List<Trial> _all;
    private bool _mayNotEnd;

    public Trial(Prober prober, ISignatureRunner runner, Batches batches, IReadOnlyList<Answer> first, OutputRanks ranks, long seed)
        : this(prober, runner, batches, first, new Dice(seed), [])
    {
        int outputs = prober.Subject.Signature.Outputs.Count;
        Ordinary = Enumerable.Range(0, outputs).Where(o => prober.Subject.KeyInput(o) is null && !ranks.IsScalar(o)).ToArray();
    }

    private Trial(Prober prober, ISignatureRunner runner, Batches batches, IReadOnlyList<Answer> first, Dice dice, List<Trial> all)
    {
        Prober = prober;
        Runner = runner;
        Batches = batches;
        First = first;
        Dice = dice;
        Ordinary = [];
        _all = all;
        _all.Add(this);
        int outputs = prober.Subject.Signature.Outputs.Count;
        _references = Enumerable.Range(0, outputs).Select(_ => new Tensor?[prober.Pool.Count]).ToArray();
        _ledgers = Enumerable.Range(0, outputs).Select(_ => new Ledger()).ToArray();
    }

    /// <summary>This one, and all that were made of it with other rows.</summary>
    public IReadOnlyList<Trial> All => _all;

    /// <summary>The same model with other rows, which have their own answers.</summary>
    /// <param name="pool">The rows.</param>
    /// <param name="oddFrom">From which row on values are odd, so that an engine's kernels may disagree with themselves.</param>
    /// <param name="boundlessFrom">From which row on values are no numbers, or beyond all bounds.</param>
    /// <param name="mayNotEnd">Whether nobody waits long for calls with such rows: they may be too large, or keep a loop from ending.</param>
    public Trial With(Pool pool, int oddFrom = int.MaxValue, int boundlessFrom = int.MaxValue, bool mayNotEnd = false) => new(
        Prober.With(pool, oddFrom, boundlessFrom), Runner, Batches, [], Dice, _all)
    {
        Hunt = Hunt,
        _mayNotEnd = mayNotEnd || oddFrom < int.MaxValue,
        Judge = Judge,
        Effort = Effort,
        Workload = Workload,
        Tally = Tally,
        LengthOf = LengthOf,
        GathersCalls = GathersCalls,
        Causes = Causes,
        Ordinary = Hunted,
    };

    /// <summary>Forgets one that was made of this.</summary>
    public void Drop(Trial other) => _all.Remove(other);

    /// <summary>The outputs of which nothing is known yet that makes them unsafe.</summary>
    public IReadOnlyList<int> Hunted => [.. Comparable.Where(o => _all.TrueForAll(t => t.Ledger(o).Deviations.Count == 0))];

    /// <summary>What was tried so far.</summary>
    public Tally Tally { get; init; } = new();

    /// <summary>How many calls did not end in their time, because of odd values in them.</summary>
    public int Endless { get; private set; }

    /// <summary>How long the check goes on.</summary>
    public Hunt? Hunt { get; init; }

    public Prober Prober { get; }

    public ISignatureRunner Runner { get; }

    public Batches Batches { get; }

    /// <summary>The answers to all rows in their own order: the first calls that this host got.</summary>
    public IReadOnlyList<Answer> First { get; }

    /// <summary>The answers to all rows in reverse.</summary>
    public List<Answer> Reversed { get; } = [];

    /// <summary>The answers to rows that ran alone.</summary>
    public IReadOnlyList<Answer> Alone => _alone;

    /// <summary>Answers to some calls with other values of inputs that have one a call, on the host that had answered much before.</summary>
    public List<Answer> OtherValues { get; } = [];

    public Dice Dice { get; }

    public Pool Pool => Prober.Pool;

    public Findings Findings => Prober.Findings;

    /// <summary>The outputs that are neither keys nor scalars.</summary>
    public IReadOnlyList<int> Ordinary { get; private init; }

    /// <summary>The ordinary outputs whose rows can be compared.</summary>
    public IEnumerable<int> Comparable => Ordinary.Where(o => !Findings.IsHopeless(o));

    /// <summary>Calls that the model refused, though it had accepted each of their rows.</summary>
    public IReadOnlyList<string> Refusals => _refusals;

    /// <summary>How many calls with rows that the model accepts were tried, and how many of them it refused.</summary>
    public (int Tried, int Refused) Tries { get; private set; }

    public void AddAlone(Answer answer) => _alone.Add(answer);

    /// <summary>What a row and a call cost.</summary>
    public Workload Workload { get; init; } = new(1000, 1000);

    /// <summary>How much is tried.</summary>
    public Effort Effort { get; init; } = Effort.Full;

    /// <summary>Decides whether two answers to a row are one.</summary>
    public required IAnswerJudge Judge { get; init; }

    /// <summary>How many terms the computation's longest sums have together, with rows as those of a pool.</summary>
    public required Func<Pool, long> LengthOf { get; init; }

    /// <summary>The trial of a pool's rows; this one of a pool that is no trial's, such as the same rows with other keys.</summary>
    public Trial Of(Pool pool) => _all.Find(t => ReferenceEquals(t.Pool, pool)) ?? this;

    /// <summary>Whether the model itself gathers rows of calls that come at the same time: then such a call is computed in a batch of another size.</summary>
    public Lazy<bool> GathersCalls { get; init; } = new(false);

    /// <summary>What may make an answer change from call to call.</summary>
    public Causes Causes { get; init; } = Causes.Any;

    /// <summary>The outputs whose answers follow the key, which is then no mere label.</summary>
    public HashSet<int> KeyDependent { get; } = [];

    /// <summary>How far rounding can take an output's answers apart.</summary>
    public Precision Precision(int output)
    {
        if (!_precisions.TryGetValue(output, out Precision? precision))
            _precisions.Add(output, precision = new Precision([.. _references[output].OfType<Tensor>()], LengthOf(Pool)));
        return precision;
    }

    public Ledger Ledger(int output) => _ledgers[output];

    /// <summary>The answer that a row got when it was run alone; null before it was.</summary>
    public Tensor? Reference(int output, int row) => _references[output][row];

    public void SetReference(int output, int row, Tensor answer) => _references[output][row] = answer;

    /// <summary>Runs rows that the model accepts; null if it refuses them in this company.</summary>
    public Answer? Try(int[] rows, CancellationToken cancellation) => Try(Pool, rows, cancellation);

    /// <inheritdoc cref="Try(int[], CancellationToken)"/>
    public Answer? Try(Pool pool, int[] rows, CancellationToken cancellation) => Try(Runner, pool, rows, cancellation);

    /// <summary>Asks another host for rows that the model accepts; null if it refuses them in this company.</summary>
    public Answer? Try(ISignatureRunner runner, int[] rows, CancellationToken cancellation) => Try(runner, Pool, rows, cancellation);

    private Answer? Try(ISignatureRunner runner, Pool pool, int[] rows, CancellationToken cancellation)
    {
        Answer? answer = Attempt(runner, pool, rows, out string? refusal, cancellation);
        Tries = (Tries.Tried + 1, Tries.Refused + (answer is null ? 1 : 0));
        if (refusal is not null)
            _refusals.Add(refusal);
        return answer;
    }

    /// <summary>Runs rows that the model may refuse; whether it does not.</summary>
    public bool Accepts(Pool pool, int[] rows, CancellationToken cancellation) =>
        Attempt(Runner, pool, rows, out _, cancellation) is not null;

    // Odd values may keep a loop from ending: nobody waits for that as long as for ordinary ones.
    // Nor for later ones as long as for the first that did not end.
    private TimeSpan? Longest =>
        _mayNotEnd ? TimeSpan.FromTicks(Math.Max(Patience.ForOddAtLeast.Ticks, Patience.ForOdd.Ticks >> Math.Min(Tally.GivenUp, 8))) : null;

    // A call that goes beyond a limit is no refusal: it says nothing.
    private Answer? Attempt(ISignatureRunner runner, Pool pool, int[] rows, out string? refusal, CancellationToken cancellation)
    {
        refusal = null;
        string call = $"a batch of {rows.Length}";
        try
        {
            Answer answer = Patience.Wait(Longest, token => Prober.Run(runner, pool, Batches.Ordered(rows), token), cancellation);
            Tally.Sizes.Add(rows.Length);
            return answer;
        }
        catch (TfKeyedException e) when (e.Kind == ErrorKind.Limit && _mayNotEnd)
        {
            Endless++;
            Tally.GivenUp++;
            refusal = $"{call}: {e.What}";
        }
        catch (TfKeyedException e) when (e.Kind == ErrorKind.Limit && Hunt is not null)
        {
            Hunt.NoteLimited(call, e);
        }
        catch (TfKeyedException e)
        {
            refusal = $"{call}: {e.What}";
        }
        return null;
    }

    /// <summary>Runs rows and compares each answer with the one that the row got alone.</summary>
    public Answer? Compare(string property, int[] rows, CancellationToken cancellation)
    {
        Answer? answer = Try(rows, cancellation);
        if (answer is not null)
            Compare(property, answer);
        return answer;
    }

    /// <summary>Compares each row's answer with the one that the row got alone.</summary>
    public void Compare(string property, Answer answer) => Compare(property, answer, Comparable);

    /// <summary>Compares each row's answer in some outputs with the one that the row got alone.</summary>
    public void Compare(string property, Answer answer, IEnumerable<int> outputs)
    {
        foreach (int output in outputs)
        {
            for (int i = 0; i < answer.Rows.Length; i++)
            {
                if (Reference(output, answer.Rows[i]) is not { } expected || Judge.SameElsewhere(output, answer, i, expected, samePlace: false))
                    continue;
                if (Contagion.Explains(answer, output, i, expected))
                    Tally.Contagious.Add(Prober.Subject.Signature.Outputs[output].Name);
                else
                    _ledgers[output].Add(new Deviation(property, answer, i, expected, SamePlace: false));
            }
        }
    }

    /// <summary>Compares rows that stand in the same places of two batches of the same size, with other neighbours.</summary>
    public void ComparePlaces(string property, Answer left, Answer right, Func<int, bool> kept)
    {
        foreach (int output in Comparable)
        {
            for (int i = 0; i < left.Rows.Length; i++)
            {
                if (!kept(i) || left.Rows[i] != right.Rows[i])
                    continue;
                if (RowEquality.Same(left.Outputs[output], i, right.Outputs[output], i))
                    continue;
                Tensor before = left.Outputs[output].Row(i);
                if (!Judge.SameElsewhere(output, right, i, before, samePlace: true))
                    _ledgers[output].Add(new Deviation(property, right, i, before, SamePlace: true));
            }
        }
    }
}

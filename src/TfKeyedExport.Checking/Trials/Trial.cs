using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Samples;
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

    public Trial(Prober prober, ISignatureRunner runner, Batches batches, IReadOnlyList<Answer> first, OutputRanks ranks, long seed)
    {
        Prober = prober;
        Runner = runner;
        Batches = batches;
        First = first;
        Dice = new Dice(seed);
        int outputs = prober.Subject.Signature.Outputs.Count;
        Ordinary = Enumerable.Range(0, outputs).Where(o => prober.Subject.KeyInput(o) is null && !ranks.IsScalar(o)).ToArray();
        _references = Enumerable.Range(0, outputs).Select(_ => new Tensor?[prober.Pool.Count]).ToArray();
        _ledgers = Enumerable.Range(0, outputs).Select(_ => new Ledger()).ToArray();
    }

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

    public Dice Dice { get; }

    public Pool Pool => Prober.Pool;

    public Findings Findings => Prober.Findings;

    /// <summary>The outputs that are neither keys nor scalars.</summary>
    public IReadOnlyList<int> Ordinary { get; }

    /// <summary>The ordinary outputs whose rows can be compared.</summary>
    public IEnumerable<int> Comparable => Ordinary.Where(o => !Findings.IsHopeless(o));

    /// <summary>Calls that the model refused, though it had accepted each of their rows.</summary>
    public IReadOnlyList<string> Refusals => _refusals;

    /// <summary>How many calls with rows that the model accepts were tried, and how many of them it refused.</summary>
    public (int Tried, int Refused) Tries { get; private set; }

    public void AddAlone(Answer answer) => _alone.Add(answer);

    /// <summary>How much is tried.</summary>
    public Effort Effort { get; init; } = Effort.Full;

    /// <summary>Decides whether two answers to a row are one.</summary>
    public required IAnswerJudge Judge { get; init; }

    /// <summary>How many terms the computation's longest sums have together.</summary>
    public required Lazy<long> ComputationLength { get; init; }

    /// <summary>Whether the model itself gathers rows of calls that come at the same time: then such a call is computed in a batch of another size.</summary>
    public Lazy<bool> GathersCalls { get; init; } = new(false);

    /// <summary>The outputs whose answers follow the key, which is then no mere label.</summary>
    public HashSet<int> KeyDependent { get; } = [];

    /// <summary>How far rounding can take an output's answers apart.</summary>
    public Precision Precision(int output)
    {
        if (!_precisions.TryGetValue(output, out Precision? precision))
            _precisions.Add(output, precision = new Precision([.. _references[output].OfType<Tensor>()], ComputationLength.Value));
        return precision;
    }

    public Ledger Ledger(int output) => _ledgers[output];

    /// <summary>The answer that a row got when it was run alone; null before it was.</summary>
    public Tensor? Reference(int output, int row) => _references[output][row];

    public void SetReference(int output, int row, Tensor answer) => _references[output][row] = answer;

    /// <summary>Runs rows that the model accepts; null if it refuses them in this company.</summary>
    public Answer? Try(int[] rows, CancellationToken cancellation) => Try(Pool, rows, cancellation);

    /// <inheritdoc cref="Try(int[], CancellationToken)"/>
    public Answer? Try(Pool pool, int[] rows, CancellationToken cancellation)
    {
        Answer? answer = Attempt(pool, rows, out string? refusal, cancellation);
        Tries = (Tries.Tried + 1, Tries.Refused + (answer is null ? 1 : 0));
        if (refusal is not null)
            _refusals.Add(refusal);
        return answer;
    }

    /// <summary>Runs rows that the model may refuse; whether it does not.</summary>
    public bool Accepts(Pool pool, int[] rows, CancellationToken cancellation) => Attempt(pool, rows, out _, cancellation) is not null;

    // A call that goes beyond a limit is no refusal: it says nothing.
    private Answer? Attempt(Pool pool, int[] rows, out string? refusal, CancellationToken cancellation)
    {
        refusal = null;
        string call = $"a batch of {rows.Length}";
        try
        {
            return Prober.Run(Runner, pool, rows, cancellation);
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
                if (Reference(output, answer.Rows[i]) is { } expected && !Judge.SameElsewhere(output, answer, i, expected, samePlace: false))
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
                if (!kept(i))
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

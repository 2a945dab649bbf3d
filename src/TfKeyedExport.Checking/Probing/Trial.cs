using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Rows;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Probing;

/// <summary>What the experiments share: the opened model, the sample rows, the first answers, and what was found so far.</summary>
internal sealed class Trial
{
    private readonly Dictionary<int, AnswerComparer> _comparers = [];
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
        foreach (int output in Ordinary)
        {
            Tensor sample = first[0].Outputs[output];
            _comparers[output] = new AnswerComparer(sample);
        }
    }

    /// <summary>How long the check goes on.</summary>
    public Hunt? Hunt { get; init; }

    public Prober Prober { get; }

    public ISignatureRunner Runner { get; }

    public Batches Batches { get; }

    /// <summary>The answers to all rows in their own order: the first calls that this host got.</summary>
    public IReadOnlyList<Answer> First { get; }

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

    public void AddAlone(Answer answer) => _alone.Add(answer);

    public AnswerComparer Comparer(int output) => _comparers[output];

    public Ledger Ledger(int output) => _ledgers[output];

    /// <summary>The answer that a row got when it was run alone; null before it was.</summary>
    public Tensor? Reference(int output, int row) => _references[output][row];

    public void SetReference(int output, int row, Tensor answer) => _references[output][row] = answer;

    /// <summary>Runs rows that the model accepts; null if it refuses them in this company.</summary>
    public Answer? Try(int[] rows, CancellationToken cancellation) => Try(Pool, rows, cancellation);

    /// <inheritdoc cref="Try(int[], CancellationToken)"/>
    public Answer? Try(Pool pool, int[] rows, CancellationToken cancellation)
    {
        try
        {
            return Prober.Run(Runner, pool, rows, cancellation);
        }
        catch (TfKeyedException e) when (e.Kind == ErrorKind.Limit && Hunt is not null)
        {
            Hunt.NoteLimited($"a batch of {rows.Length}", e);
            return null;
        }
        catch (TfKeyedException e)
        {
            _refusals.Add($"a batch of {rows.Length}: {e.What}");
            return null;
        }
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
    public void Compare(string property, Answer answer)
    {
        foreach (int output in Comparable)
        {
            _ledgers[output].Count(answer.Rows.Length);
            for (int i = 0; i < answer.Rows.Length; i++)
            {
                if (Reference(output, answer.Rows[i]) is { } expected && !Comparer(output).Same(answer.Outputs[output], i, expected, 0))
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
                _ledgers[output].Count(1);
                if (!Comparer(output).Same(left.Outputs[output], i, right.Outputs[output], i))
                    _ledgers[output].Add(new Deviation(property, right, i, left.Outputs[output].Row(i), SamePlace: true));
            }
        }
    }
}

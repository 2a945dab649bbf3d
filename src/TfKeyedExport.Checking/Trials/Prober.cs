using System.Runtime.CompilerServices;
using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Hosting;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Trials;

/// <summary>Runs sample rows through a signature. Every answer is checked for its number of rows and for its keys. Thread-safe.</summary>
internal sealed class Prober(Subject subject, Pool pool, Findings findings, OutputRanks ranks)
{
    private readonly OutputRanks _ranks = ranks;
    private StrongBox<long> _calls = new();

    public Subject Subject { get; } = subject;

    /// <summary>From which of the pool's rows on values are odd ones.</summary>
    public int OddFrom { get; private init; } = int.MaxValue;

    public Pool Pool { get; } = pool;

    public Findings Findings { get; } = findings;

    /// <summary>The calls that were made; null remembers none.</summary>
    public CallHistory? History { get; init; }

    /// <summary>From which of the pool's rows on values are no numbers, or beyond all that others are multiplied with.</summary>
    public int BoundlessFrom { get; private init; } = int.MaxValue;

    /// <summary>The number of calls so far.</summary>
    public long Calls => Interlocked.Read(ref _calls.Value);

    /// <summary>The same for other rows; calls are counted together.</summary>
    public Prober With(Pool rows, int oddFrom, int boundlessFrom) => new(Subject, rows, Findings, _ranks)
    {
        OddFrom = oddFrom,
        BoundlessFrom = boundlessFrom,
        History = History,
        _calls = _calls,
    };

    /// <summary>Runs some rows of the pool as one batch.</summary>
    public Answer Run(ISignatureRunner runner, int[] rows, CancellationToken cancellation) => Run(runner, Pool, rows, cancellation);

    /// <summary>Runs some rows of another pool as one batch.</summary>
    public Answer Run(ISignatureRunner runner, Pool pool, int[] rows, CancellationToken cancellation)
    {
        return Judge(Call(runner, pool, rows, cancellation));
    }

    /// <summary>Takes an answer that came before this was there.</summary>
    public Answer Note(ISignatureRunner runner, Answer answer)
    {
        History?.Add(runner, new SampleCall(answer.Pool, answer.Rows));
        return Judge(answer);
    }

    /// <summary>Checks an answer for its number of rows and for its keys.</summary>
    public Answer Judge(Answer answer)
    {
        ModelSignature signature = Subject.Signature;
        for (int i = 0; i < signature.Outputs.Count; i++)
        {
            Tensor output = answer.Outputs[i];
            bool hasRows = _ranks.Note(i, output.Shape.Rank) || Subject.IsScalarKey(i);
            if (hasRows && HasRowCount(i, answer) && Subject.KeyInput(i) is int key)
                KeyJudge.Judge(Findings, i, answer, answer.Inputs[key], output);
        }
        return answer;
    }

    /// <summary>Checks an answer for its keys.</summary>
    public void JudgeKeys(Answer answer)
    {
        for (int i = 0; i < Subject.Signature.Outputs.Count; i++)
        {
            if (Subject.KeyInput(i) is int key)
                KeyJudge.Judge(Findings, i, answer, answer.Inputs[key], answer.Outputs[i]);
        }
    }

    /// <summary>Runs rows without judging the answer.</summary>
    public Answer Call(ISignatureRunner runner, Pool pool, int[] rows, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Interlocked.Increment(ref _calls.Value);
        Tensor[] inputs = pool.Gather(rows);
        var outputs = new Tensor[Subject.Signature.Outputs.Count];
        int before = History?.Add(runner, new SampleCall(pool, rows)) ?? 0;
        runner.Run(inputs, outputs, cancellation);
        return new Answer(rows, inputs, outputs) { Pool = pool, OddFrom = OddFrom, BoundlessFrom = BoundlessFrom, Before = before };
    }

    private bool HasRowCount(int output, Answer answer)
    {
        Tensor got = answer.Outputs[output];
        if (Subject.IsScalarKey(output))
            return true;
        if (got.Shape.Rank > 0 && got.Shape[0] == answer.Rows.Length)
            return true;
        string rows = answer.Rows.Length == 1 ? "1 row" : $"{answer.Rows.Length} rows";
        Findings.Add(output, new Finding(
            PropertyNames.RowCount, Reason.RowCount, answer, -1, null, got, $"a batch of {rows} gave an answer of shape {got.Shape}"));
        return false;
    }
}

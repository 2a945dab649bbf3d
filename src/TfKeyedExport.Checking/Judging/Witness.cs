using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Judging;

/// <summary>
/// The same model on a batch-invariant engine: it tells what the model does from what another engine's rounding does. Opened when it is first asked.
/// </summary>
/// <param name="open">Opens the model.</param>
/// <param name="batches">What comes closest to a row alone.</param>
/// <param name="reference">The answer of the engine under test to a row alone, by output, pool and row; null if it has none.</param>
/// <param name="cancellation">Ends its calls.</param>
internal sealed class Witness(
    Func<FreshHost> open, Batches batches, Func<int, Pool, int, Tensor?> reference, CancellationToken cancellation) : IDisposable
{
    private readonly Dictionary<(Pool Pool, int Row), Tensor[]?> _alone = [];
    private FreshHost? _host;
    private bool _failed;
    private Answer? _lastCall;
    private Tensor[]? _lastAnswer;

    /// <summary>Whether it could be asked.</summary>
    public bool IsOpen => _host is not null;

    /// <summary>Whether a row has the same bits in a batch and alone; null if this engine cannot tell.</summary>
    public bool? IsInvariant(int output, Answer answer, int row)
    {
        if (Alone(output, answer, row) is not { } alone || Answer(answer)?[output] is not { } together)
            return null;
        if (together.Shape.Rank == 0 || together.Shape[0] != answer.Rows.Length)
            return null;
        if (RowEquality.Same(together, row, alone, 0))
            return true;
        // A model that remembers may have changed since the row was asked for: that is found elsewhere, and called otherwise.
        _alone.Remove((answer.Pool, answer.Rows[row]));
        return Alone(output, answer, row) is { } now && RowEquality.Same(together, row, now, 0);
    }

    /// <summary>Whether a call gets the same answer again; null if this engine cannot tell.</summary>
    public bool? Repeats(int output, Answer answer)
    {
        if (Answer(answer)?[output] is not { } first)
            return null;
        _lastCall = null;
        return Answer(answer)?[output] is { } again ? RowEquality.Same(first, again) : null;
    }

    /// <summary>This engine's answer to a row of a call alone; null if it has none.</summary>
    public Tensor? Alone(int output, Answer answer, int row) => Alone(output, answer.Pool, answer.Rows[row]);

    private Tensor? Alone(int output, Pool rows, int row)
    {
        if (!_alone.TryGetValue((rows, row), out Tensor[]? answer))
            _alone.Add((rows, row), answer = Run(rows.Gather(batches.Alone(row))));
        return answer?[output] is { Shape.Rank: > 0 } found && found.Shape[0] > 0 ? found.Row(0) : null;
    }

    /// <summary>The answers of both engines to each row of a pool alone.</summary>
    public IEnumerable<(Tensor Mine, Tensor Other)> Pairs(int output, Pool pool)
    {
        for (int row = 0; row < pool.Count; row++)
        {
            if (reference(output, pool, row) is { } mine && Alone(output, pool, row) is { } other)
                yield return (mine, other);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _host?.Dispose();

    private Tensor[]? Answer(Answer answer)
    {
        if (!ReferenceEquals(_lastCall, answer))
        {
            _lastAnswer = Run(answer.Inputs);
            _lastCall = answer;
        }
        return _lastAnswer;
    }

    private Tensor[]? Run(Tensor[] inputs)
    {
        if (_failed)
            return null;
        try
        {
            _host ??= open();
        }
        catch (TfKeyedException)
        {
            // It lacks an operation, or refuses one.
            _failed = true;
            return null;
        }
        try
        {
            var outputs = new Tensor[_host.Runner.Signature.Outputs.Count];
            _host.Runner.Run(inputs, outputs, cancellation);
            return outputs;
        }
        catch (TfKeyedException)
        {
            return null;
        }
    }
}

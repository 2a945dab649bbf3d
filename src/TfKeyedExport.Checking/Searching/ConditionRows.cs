using TfKeyedExport.Analyses.Predicates;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Searching;

/// <summary>Finds rows that make a truth value within a model true, or false.</summary>
/// <param name="view">What shows the truth values.</param>
/// <param name="subject">The signature.</param>
/// <param name="batches">The sizes of batches that the model takes.</param>
/// <param name="dice">Chooses what is changed first.</param>
/// <param name="wide">Rows to begin with.</param>
internal sealed class ConditionRows(InnerView view, Subject subject, Batches batches, Dice dice, Pool wide)
{
    private const int MostElements = 40;
    private const int MostOfInput = 12;
    private const int Starts = 6;
    private const int RunAlone = 24;
    private const int MostTried = 6;

    /// <summary>Rows to begin with.</summary>
    public Pool Wide => wide;

    private readonly Func<NodeOutput, Tensor?>?[] _alone = new Func<NodeOutput, Tensor?>?[Math.Min(wide.Count, RunAlone)];
    private Func<NodeOutput, Tensor?>? _together;

    /// <summary>Rows for which it is so already, those that come nearest first.</summary>
    /// <param name="predicate">The truth value.</param>
    /// <param name="goal">What it should be.</param>
    /// <param name="cancellation">Ends the calls.</param>
    public (int Row, double Distance)[] Near(Predicate predicate, Goal goal, CancellationToken cancellation)
    {
        if (ByRow(predicate, goal, cancellation) is not { } distances)
        {
            distances = [.. Enumerable.Range(0, _alone.Length).Select(i =>
            {
                _alone[i] ??= view.Look(Inputs(wide.Keep([i])), cancellation);
                return _alone[i] is { } values ? predicate.Of(values, goal)?.Least ?? double.PositiveInfinity : double.PositiveInfinity;
            })];
        }
        return [.. distances.Select((d, i) => (i, d)).OrderBy(r => r.d)];
    }

    /// <summary>Looks for a row for which it is so; null if none was found.</summary>
    /// <param name="predicate">The truth value.</param>
    /// <param name="goal">What it should be.</param>
    /// <param name="near">Rows to begin with, as <see cref="Near"/> gives them.</param>
    /// <param name="calls">How many calls it may take.</param>
    /// <param name="cancellation">Ends the calls.</param>
    public Pool? Search(Predicate predicate, Goal goal, (int Row, double Distance)[] near, int calls, CancellationToken cancellation)
    {
        // Rows that are as near are often alike, and end at the same place.
        int[] starts = [.. near.DistinctBy(n => n.Distance).Take(Starts).Select(n => n.Row)];
        for (int start = 0; start < starts.Length; start++)
        {
            Goal at = goal with { ByBits = start % 2 == 1 };
            Pool row = wide.Keep([starts[start]]);
            var search = new ValueSearch(r => Distance(predicate, at, r, cancellation), Elements(row), dice);
            int some = calls / (starts.Length - start);
            Pool? found = search.From(row, some);
            calls -= some - Math.Max(0, search.Left);
            if (found is not null)
                return found;
        }
        return null;
    }

    /// <summary>Rows that differ a little from one for which it is so, and for which it is so too.</summary>
    public IReadOnlyList<Pool> Like(Pool row, Predicate predicate, Goal goal, int most, CancellationToken cancellation)
    {
        var like = new List<Pool>();
        foreach (ValueStep[] steps in Elements(row))
        {
            // The smallest steps come last.
            foreach (ValueStep step in like.Count < most ? steps.TakeLast(MostTried) : [])
            {
                Pool next = step.On(row, 1);
                if (like.Count < most && !next.Columns[step.Input].BitEquals(row.Columns[step.Input]) && Distance(predicate, goal, next, cancellation) == 0)
                    like.Add(next);
            }
        }
        return like;
    }

    // How far a row by itself is from it.
    private double Distance(Predicate predicate, Goal goal, Pool row, CancellationToken cancellation) =>
        view.Look(Inputs(row), cancellation) is { } values && predicate.Of(values, goal) is { } distances ? distances.Least : double.PositiveInfinity;

    // All rows in one call, if the graph keeps them apart.
    private double[]? ByRow(Predicate predicate, Goal goal, CancellationToken cancellation)
    {
        if (batches.FixedSize is not null)
            return null;
        _together ??= view.Look(wide.Gather([.. Enumerable.Range(0, wide.Count)]), cancellation) ?? (_ => null);
        return predicate.Of(_together, goal) is { Shape: [var rows, ..] } distances && rows == wide.Count ? distances.ByRow(Enumerable.Min).Values : null;
    }

    private Tensor[] Inputs(Pool row) => row.Gather(batches.Alone(0));

    // Elements of large inputs are too many: some of them, and all at once.
    private ValueStep[][] Elements(Pool row)
    {
        var elements = new List<ValueStep[]>();
        IReadOnlyList<SignatureArgument> inputs = subject.Signature.Inputs;
        for (int i = 0; i < inputs.Count; i++)
        {
            if (subject.IsLabelInput(i) || row.Layout.Ragged.Any(r => r.Splits.Contains(i)) || row.Columns[i].Count == 0)
                continue;
            int input = i, count = (int)row.Columns[i].Count;
            if (inputs[i].Type != DataType.String && inputs[i].Type.Size() == 0)
                continue;
            if (count > 1)
                elements.Add([.. ValueStep.Of(inputs[i].Type, i, -1)]);
            elements.AddRange(dice.Permutation(count).Take(MostOfInput).Select(place => ValueStep.Of(inputs[input].Type, input, place).ToArray()));
        }
        return elements.Count <= MostElements ? [.. elements] : [.. dice.Permutation(elements.Count).Take(MostElements).Select(e => elements[e])];
    }
}

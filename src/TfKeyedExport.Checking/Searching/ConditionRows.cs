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
/// <param name="cancellation">Ends the calls.</param>
internal sealed class ConditionRows(InnerView view, Subject subject, Batches batches, Dice dice, Pool wide, CancellationToken cancellation)
{
    private const int MostElements = 40;
    private const int MostOfInput = 12;
    private const int Starts = 6;
    private const int MostAlone = 24;
    private const int MostTried = 6;
    private const int MostVerified = 12;

    private Func<NodeOutput, Tensor?>? _together;

    /// <summary>Looks for rows that meet a condition: among those that are there, then by changing those that come nearest.</summary>
    /// <param name="predicate">The truth value.</param>
    /// <param name="goal">What it should be.</param>
    /// <param name="company">The rows beside it; null for none.</param>
    /// <param name="most">How many rows there should be.</param>
    /// <param name="calls">How many calls it may take; gets what is left of them.</param>
    public IReadOnlyList<Pool> Find(Predicate predicate, Goal goal, Company? company, int most, ref int calls)
    {
        var condition = new Condition(predicate, goal, company);
        (int Row, double Distance)[] near = Near(condition);
        var met = new List<Pool>();
        foreach (Pool row in near.TakeWhile(r => r.Distance == 0).Take(MostVerified).Select(r => wide.Keep([r.Row])))
        {
            calls--;
            if (met.Count < most && Distance(condition, row) == 0)
                met.Add(row);
        }
        return met.Count > 0 ? met : Search(condition, near, ref calls) is { } found ? [found, .. Like(condition, found, most - 1)] : [];
    }

    /// <summary>Whether it makes a difference to a condition in which company a row is.</summary>
    public bool Matters(Predicate predicate, Goal goal, Company company) => Enumerable.Range(0, Math.Min(2, wide.Count)).Select(i => wide.Keep([i]))
        .Any(row => Distance(new Condition(predicate, goal, null), row) is var alone && !alone.Equals(Distance(new Condition(predicate, goal, company), row)));

    private (int Row, double Distance)[] Near(Condition condition)
    {
        double[] distances = ByRow(condition)
            ?? [.. Enumerable.Range(0, Math.Min(wide.Count, MostAlone)).Select(i => Distance(condition, wide.Keep([i])))];
        return [.. distances.Select((d, i) => (i, d)).OrderBy(r => r.d)];
    }

    // All rows in one call, if the graph keeps them apart.
    private double[]? ByRow(Condition condition)
    {
        if (batches.FixedSize is not null)
            return null;
        _together ??= view.Look(wide.Gather([.. Enumerable.Range(0, wide.Count)]), cancellation) ?? (_ => null);
        return condition.Predicate.Of(_together, condition.Goal) is { Shape: [var rows, ..] } distances && rows == wide.Count
            ? distances.ByRow(Enumerable.Min).Values
            : null;
    }

    private Pool? Search(Condition condition, (int Row, double Distance)[] near, ref int calls)
    {
        // Rows that are as near are often alike, and end at the same place.
        int[] starts = [.. near.DistinctBy(n => n.Distance).Take(Starts).Select(n => n.Row)];
        for (int start = 0; start < starts.Length; start++)
        {
            Condition at = condition with { Goal = condition.Goal with { ByBits = start % 2 == 1 } };
            Pool row = wide.Keep([starts[start]]);
            var search = new ValueSearch(r => Distance(at, r), Elements(row), dice);
            int some = calls / (starts.Length - start);
            Pool? found = search.From(row, some);
            calls -= some - Math.Max(0, search.Left);
            if (found is not null)
                return found;
        }
        return null;
    }

    // Rows that differ a little from one that meets a condition, and meet it too.
    private List<Pool> Like(Condition condition, Pool row, int most)
    {
        var like = new List<Pool>();
        foreach (ValueStep[] steps in Elements(row))
        {
            // The smallest steps come last.
            foreach (ValueStep step in like.Count < most ? steps.TakeLast(MostTried) : [])
            {
                Pool next = step.On(row, 1);
                if (like.Count < most && !next.Columns[step.Input].BitEquals(row.Columns[step.Input]) && Distance(condition, next) == 0)
                    like.Add(next);
            }
        }
        return like;
    }

    // How far a row is from it in its company. Of a condition that each row has for itself, it is the first row's.
    private double Distance(Condition condition, Pool row)
    {
        Pool? batch = condition.Company is { } company ? company.Around(row) : row;
        int[] rows = batch is null || batch.Count == 1 ? batches.Alone(0) : [.. Enumerable.Range(0, batch.Count)];
        Func<NodeOutput, Tensor?>? values = batch is null ? null : view.Look(batch.Gather(rows), cancellation);
        if (values is null || condition.Predicate.Of(values, condition.Goal) is not { } distances)
            return double.PositiveInfinity;
        return distances.Shape is [var count, ..] && count == rows.Length && count > 0 ? distances.ByRow(Enumerable.Min).Values[0] : distances.Least;
    }

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

    private sealed record Condition(Predicate Predicate, Goal Goal, Company? Company);
}

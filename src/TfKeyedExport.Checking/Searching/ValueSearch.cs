using TfKeyedExport.Checking.Samples;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Searching;

/// <summary>
/// Looks for values that come nearer and nearer to something, one input after the other, in steps that grow as long as they help. It finds what no formula
/// of ours leads back to an input: roots, sums of several columns, bits, lengths.
/// </summary>
/// <param name="distance">How far a row is from it: 0 if it is there.</param>
/// <param name="elements">The steps of each element that may be changed.</param>
/// <param name="dice">Chooses which element comes first.</param>
internal sealed class ValueSearch(Func<Pool, double> distance, IReadOnlyList<ValueStep[]> elements, Dice dice)
{
    private const int LargestStep = 1 << 20;
    private const int StepsAside = 2;

    /// <summary>How many rows may still be tried.</summary>
    public int Left { get; private set; }

    /// <summary>Goes on from a row; null if it came to nothing.</summary>
    /// <param name="row">The row, in a pool of its own.</param>
    /// <param name="most">How many rows it may try.</param>
    public Pool? From(Pool row, int most)
    {
        Left = most;
        (Pool Row, double Distance) best = (row, Distance(row)), start = best;
        while (true)
        {
            (Pool Row, double Distance) end = Descend(start.Row, start.Distance);
            if (end.Distance == 0)
                return end.Row;
            // What no step brings nearer tells nothing of where to go.
            if (Left <= 0 || elements.Count == 0 || (end.Distance >= best.Distance && ReferenceEquals(start.Row, row)))
                return null;
            best = end.Distance < best.Distance ? end : best;
            // Where every step leads away, a few of them lead to where others do not.
            Pool aside = best.Row;
            for (int i = 0; i < StepsAside; i++)
                aside = dice.Pick(dice.Pick(elements)).On(aside, 1 + dice.Next(2));
            start = (aside, Distance(aside));
        }
    }

    private (Pool Row, double Distance) Descend(Pool row, double best)
    {
        for (bool hasMoved = true; hasMoved && best > 0 && Left > 0;)
        {
            hasMoved = false;
            foreach (int element in dice.Permutation(elements.Count))
            {
                foreach (ValueStep step in elements[element])
                {
                    for (int times = 1; times <= LargestStep && best > 0 && Left > 0; times *= 2)
                    {
                        Pool next = step.On(row, times);
                        double now = Distance(next);
                        if (!(now < best))
                            break;
                        (row, best, hasMoved) = (next, now, true);
                    }
                }
            }
        }
        return (row, best);
    }

    private double Distance(Pool row)
    {
        Left--;
        return distance(row);
    }
}

using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Remote.Judging;

/// <summary>What each sample row got by itself, and how far from it rounding may take it in other company.</summary>
/// <remarks>
/// A server's engine may add in another order for another size of batch, and no graph and no second engine tells here how far: what a sum of some two
/// thousand terms can be off by is taken for rounding, and the report says of how many answers. Whole numbers and texts have to be equal.
/// </remarks>
internal sealed class KnownAnswers
{
    private const int AssumedLength = 2048;
    private const double MuchNearer = 64;

    private readonly Tensor[][] _alone;
    private readonly Precision[] _precision;
    private readonly int[] _kinds;

    /// <param name="alone">By row, the outputs of a call with that row only.</param>
    /// <param name="outputs">How many outputs there are.</param>
    public KnownAnswers(Tensor[][] alone, int outputs)
    {
        _alone = alone;
        _precision = [.. Enumerable.Range(0, outputs).Select(o => new Precision([.. alone.Select(a => a[o]).Where(a => a.Shape.Rank > 0)], AssumedLength))];
        _kinds = [.. Enumerable.Range(0, outputs).Select(Kinds)];
    }

    /// <summary>The number of rows.</summary>
    public int Count => _alone.Length;

    /// <summary>An output's answer to a row by itself, as a tensor of one row.</summary>
    public Tensor Of(int output, int row) => _alone[row][output];

    /// <summary>Whether an output has rows: a call with one row got one.</summary>
    public bool HasRows(int output) => Array.Exists(_alone, a => a[output].Shape.Rank > 0);

    /// <summary>How many of the rows' answers can be told apart in an output.</summary>
    public int KindsOf(int output) => _kinds[output];

    /// <summary>
    /// Whether rounding may explain that an answer is not the one that the row got by itself. It does not where another row's answer is very much nearer.
    /// </summary>
    public bool IsRounding(int output, Tensor got, int place, int row)
    {
        double distance = _precision[output].Distance(got, place, _alone[row][output], 0);
        return distance <= 1 && (distance * MuchNearer < 1 || !Enumerable.Range(0, Count).Any(
            other => other != row && _precision[output].Distance(got, place, _alone[other][output], 0) * MuchNearer < distance));
    }

    /// <summary>Whether an answer is the one to a row, bit for bit or by rounding.</summary>
    public bool Is(int output, Tensor got, int place, int row) =>
        RowEquality.Same(got, place, _alone[row][output], 0) || IsRounding(output, got, place, row);

    /// <summary>The first sample row whose answer an answer is; -1 if it is none's.</summary>
    public int Owner(int output, Tensor got, int place, IEnumerable<int> rows)
    {
        foreach (int row in rows)
        {
            if (Is(output, got, place, row))
                return row;
        }
        return -1;
    }

    private int Kinds(int output)
    {
        var kinds = new List<int>();
        for (int row = 0; row < _alone.Length; row++)
        {
            if (_alone[row][output].Shape.Rank > 0 && !kinds.Exists(k => Is(output, _alone[row][output], 0, k)))
                kinds.Add(row);
        }
        return kinds.Count;
    }
}

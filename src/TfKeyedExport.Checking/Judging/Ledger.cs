namespace TfKeyedExport.Checking.Judging;

/// <summary>How often one output's rows were compared, and which got another answer than elsewhere.</summary>
internal sealed class Ledger
{
    private const int Kept = 64;

    /// <summary>
    /// The share of comparisons that rounding may flip: at a threshold or a rounding step, a difference in the last place turns into a whole
    /// step, so a few rows in a thousand may change with the batch's size although they depend on nothing else.
    /// </summary>
    public const double RoundingShare = 0.02;

    private readonly List<Deviation> _deviations = [];

    public long Compared { get; private set; }

    public long Deviated { get; private set; }

    public IReadOnlyList<Deviation> Deviations => _deviations;

    /// <summary>Whether a row's answer changed although only its neighbours did.</summary>
    public bool ChangedWithNeighbours { get; private set; }

    /// <summary>Whether all that was seen can be rounding.</summary>
    public bool IsRounding => !ChangedWithNeighbours && Deviated <= Compared * RoundingShare;

    public void Count(long rows) => Compared += rows;

    public void Add(Deviation deviation)
    {
        Deviated++;
        ChangedWithNeighbours |= deviation.SamePlace;
        if (_deviations.Count < Kept || _deviations.All(d => d.Property != deviation.Property))
            _deviations.Add(deviation);
    }
}

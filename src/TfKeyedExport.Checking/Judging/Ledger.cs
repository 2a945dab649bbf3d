namespace TfKeyedExport.Checking.Judging;

/// <summary>Which rows of one output got another answer than elsewhere.</summary>
internal sealed class Ledger
{
    private const int Kept = 64;

    private readonly List<Deviation> _deviations = [];

    /// <summary>Some of the rows that differed, of every property at least one.</summary>
    public IReadOnlyList<Deviation> Deviations => _deviations;

    /// <summary>Remembers a row that differed.</summary>
    public void Add(Deviation deviation)
    {
        if (_deviations.Count < Kept || _deviations.All(d => d.Property != deviation.Property))
            _deviations.Add(deviation);
    }
}

namespace TfKeyedExport.Analyses.Predicates;

/// <summary>What a truth value should be, and by what it is told how far away that is.</summary>
/// <param name="Wanted">The truth value.</param>
/// <param name="ByBits">Whether equal whole numbers are near if few of their bits differ, rather than if their difference is small.</param>
internal readonly record struct Goal(bool Wanted, bool ByBits = false)
{
    /// <summary>The contrary of it.</summary>
    public Goal Not => this with { Wanted = !Wanted };
}

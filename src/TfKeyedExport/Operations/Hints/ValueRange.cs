namespace TfKeyedExport.Operations.Hints;

/// <summary>Between which numbers the values of an input lie. A soft end is one that a model clips or wraps at: values beyond it are taken too.</summary>
internal sealed class ValueRange
{
    /// <summary>The least value; null if there is none.</summary>
    public double? Least { get; private set; }

    /// <summary>The greatest value; null if there is none.</summary>
    public double? Most { get; private set; }

    /// <summary>Whether values below <see cref="Least"/> are taken too.</summary>
    public bool IsSoftBelow { get; private set; }

    /// <summary>Whether values above <see cref="Most"/> are taken too.</summary>
    public bool IsSoftAbove { get; private set; }

    /// <summary>Whether values are numbers of something, such as rows of a table: whole even if their type is not.</summary>
    public bool IsWhole { get; set; }

    /// <summary>Whether nothing is known.</summary>
    public bool IsEmpty => Least is null && Most is null;

    /// <summary>Values are not below a number. What contradicts what is known already is left out: no value could do right by both.</summary>
    public void AtLeast(double least, bool soft)
    {
        bool isKnown = soft ? Least is not null : !IsSoftBelow && Least >= least;
        bool contradicts = Most < least && (soft || !IsSoftAbove);
        if (!double.IsFinite(least) || isKnown || contradicts)
            return;
        (Least, IsSoftBelow) = (least, soft);
        if (Most < least)
            (Most, IsSoftAbove) = (null, false);
    }

    /// <summary>Values are not above a number.</summary>
    /// <inheritdoc cref="AtLeast"/>
    public void AtMost(double most, bool soft)
    {
        bool isKnown = soft ? Most is not null : !IsSoftAbove && Most <= most;
        bool contradicts = Least > most && (soft || !IsSoftBelow);
        if (!double.IsFinite(most) || isKnown || contradicts)
            return;
        (Most, IsSoftAbove) = (most, soft);
        if (Least > most)
            (Least, IsSoftBelow) = (null, false);
    }

    /// <summary>The nearest number that is taken for certain.</summary>
    public double Clamp(double value) => value < Least ? Least.Value : value > Most ? Most.Value : value;

    /// <inheritdoc/>
    public override string ToString() => (Least, Most, IsWhole) switch
    {
        (0, { } most, true) => FormattableString.Invariant($"indices below {most + 1}"),
        ({ } least, { } most, _) => FormattableString.Invariant($"values from {least} to {most}"),
        ({ } least, null, _) => FormattableString.Invariant($"values from {least}"),
        (null, { } most, _) => FormattableString.Invariant($"values up to {most}"),
        _ => "",
    };
}

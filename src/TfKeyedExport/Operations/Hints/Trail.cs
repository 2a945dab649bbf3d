namespace TfKeyedExport.Operations.Hints;

/// <summary>How a tensor's numbers come from an input's: each is one of them, perhaps scaled, shifted, or kept within ends.</summary>
/// <param name="Hints">What becomes known of the input.</param>
internal sealed record Trail(InputHints Hints)
{
    /// <summary>The factor.</summary>
    public double Scale { get; private init; } = 1;

    /// <summary>The least that may be added.</summary>
    public double LeastShift { get; private init; }

    /// <summary>The most that may be added: columns may be shifted by different numbers.</summary>
    public double MostShift { get; private init; }

    /// <summary>Whether no value of the input is too low for the tensor, which is clipped or wrapped there.</summary>
    public bool IsFreeBelow { get; private init; }

    /// <summary>Whether no value of the input is too high.</summary>
    public bool IsFreeAbove { get; private init; }

    /// <summary>Whether the tensor has the input's shape.</summary>
    public bool KeepsShape { get; private init; } = true;

    /// <summary>What the numbers were divided by to leave only the remainder; null if they were not.</summary>
    public double? Divisor { get; private init; }

    /// <summary>In how many ways the numbers were changed.</summary>
    public int Steps => (Scale == 1 ? 0 : 1) + (LeastShift == 0 && MostShift == 0 ? 0 : 1) + (IsFreeBelow ? 1 : 0) + (IsFreeAbove ? 1 : 0);

    /// <summary>The same numbers in another shape.</summary>
    public Trail Reshaped() => this with { KeepsShape = false };

    /// <summary>The numbers times another; null if that leaves nothing of them.</summary>
    public Trail? Times(double factor) => factor == 0 || !double.IsFinite(factor) || Divisor is not null ? null : this with
    {
        Scale = Scale * factor,
        LeastShift = factor > 0 ? LeastShift * factor : MostShift * factor,
        MostShift = factor > 0 ? MostShift * factor : LeastShift * factor,
        IsFreeBelow = factor > 0 ? IsFreeBelow : IsFreeAbove,
        IsFreeAbove = factor > 0 ? IsFreeAbove : IsFreeBelow,
    };

    /// <summary>The numbers plus others.</summary>
    public Trail Plus(double least, double most) => this with { LeastShift = LeastShift + least, MostShift = MostShift + most, Divisor = null };

    /// <summary>The numbers, cut off below.</summary>
    public Trail ClippedBelow() => this with { IsFreeBelow = true };

    /// <summary>The numbers, cut off above.</summary>
    public Trail ClippedAbove() => this with { IsFreeAbove = true };

    /// <summary>The remainders of the numbers.</summary>
    public Trail Modulo(double divisor) => this with { IsFreeBelow = true, IsFreeAbove = true, Divisor = divisor };

    /// <summary>The tensor's numbers must lie between two ends.</summary>
    /// <param name="least">The lower one; negative infinity for none.</param>
    /// <param name="most">The upper one; infinity for none.</param>
    /// <param name="soft">Whether others are taken too.</param>
    public void Within(double least, double most, bool soft = false)
    {
        double low = (least - LeastShift) / Scale, high = (most - MostShift) / Scale;
        bool softLow = soft || IsFreeBelow, softHigh = soft || IsFreeAbove;
        ValueRange range = Hints.Range;
        if (Scale > 0)
        {
            range.AtLeast(low, softLow);
            range.AtMost(high, softHigh);
        }
        else
        {
            range.AtMost(low, softLow);
            range.AtLeast(high, softHigh);
        }
    }

    /// <summary>The tensor's numbers are places in something of this size.</summary>
    public void Index(long size, bool soft = false)
    {
        Within(0, size - 1, soft);
        Hints.Range.IsWhole |= Math.Abs(Scale) == 1;
    }

    /// <summary>The input's whole number that becomes one of the tensor's.</summary>
    public long Source(long number) => Scale == 1 && LeastShift == 0 && MostShift == 0 ? number : (long)Source((double)number);

    /// <summary>The input's number that becomes one of the tensor's.</summary>
    public double Source(double number) => (number - LeastShift) / Scale;
}

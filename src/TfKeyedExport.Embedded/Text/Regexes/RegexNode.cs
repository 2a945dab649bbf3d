namespace TfKeyedExport.Embedded.Text.Regexes;

/// <summary>A part of a regular expression, as it was parsed.</summary>
internal abstract record RegexNode
{
    /// <summary>Whether it can match without taking a byte.</summary>
    public abstract bool Nullable { get; }

    /// <summary>How often counted repetitions, one inside the other, copy some part at most.</summary>
    public virtual long CountedRepetitions => 1;

    /// <summary>Matches nothing, successfully.</summary>
    public sealed record Empty : RegexNode
    {
        public override bool Nullable => true;
    }

    /// <summary>One code point of a set.</summary>
    public sealed record OneOf(CodePointSet Set) : RegexNode
    {
        public override bool Nullable => false;
    }

    /// <summary>Any one byte.</summary>
    public sealed record AnyByte : RegexNode
    {
        public override bool Nullable => false;
    }

    /// <summary>A condition on the place.</summary>
    public sealed record Look(Place Place) : RegexNode
    {
        public override bool Nullable => true;
    }

    /// <summary>A group whose bounds are kept.</summary>
    public sealed record Group(int Number, RegexNode Body) : RegexNode
    {
        public override bool Nullable => Body.Nullable;

        public override long CountedRepetitions { get; } = Body.CountedRepetitions;
    }

    /// <summary>A part again and again.</summary>
    /// <param name="Body">The part.</param>
    /// <param name="Least">How often at least.</param>
    /// <param name="Most">How often at most; -1 for no limit.</param>
    /// <param name="Greedy">Whether more is tried before fewer.</param>
    public sealed record Repeat(RegexNode Body, int Least, int Most, bool Greedy) : RegexNode
    {
        public override bool Nullable => Least == 0 || Body.Nullable;

        public override long CountedRepetitions { get; } = Body.CountedRepetitions * Math.Max(1, Math.Max(Least, Most));
    }

    /// <summary>One part after the other.</summary>
    public sealed record Sequence(IReadOnlyList<RegexNode> Parts) : RegexNode
    {
        public override bool Nullable => Parts.All(part => part.Nullable);

        public override long CountedRepetitions { get; } = Parts.Max(part => part.CountedRepetitions);
    }

    /// <summary>The first of several parts that leads to a match.</summary>
    public sealed record Choice(IReadOnlyList<RegexNode> Parts) : RegexNode
    {
        public override bool Nullable => Parts.Any(part => part.Nullable);

        public override long CountedRepetitions { get; } = Parts.Max(part => part.CountedRepetitions);
    }
}

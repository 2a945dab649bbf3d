namespace TfKeyedExport.Graphs.Functionalizing;

/// <summary>A truth value that switches depend on. All switches on one value share one predicate.</summary>
internal sealed class FlowPredicate
{
    private readonly FlowLiteral _holds;
    private readonly FlowLiteral _fails;

    /// <param name="value">The value.</param>
    /// <param name="number">Its place in the order in which predicates were met: a predicate comes after those that it depends on.</param>
    public FlowPredicate(FlowOutput value, int number)
    {
        Value = value;
        Number = number;
        _holds = new FlowLiteral(this, true);
        _fails = new FlowLiteral(this, false);
    }

    /// <summary>The value.</summary>
    public FlowOutput Value { get; }

    /// <summary>Its place in the order in which predicates were met.</summary>
    public int Number { get; }

    /// <summary>That the predicate holds, or does not.</summary>
    public FlowLiteral Is(bool value) => value ? _holds : _fails;
}

/// <summary>That a predicate holds, or does not. There is one object for each.</summary>
internal sealed class FlowLiteral(FlowPredicate predicate, bool value)
{
    public FlowPredicate Predicate { get; } = predicate;

    public bool Value { get; } = value;

    /// <summary>The opposite.</summary>
    public FlowLiteral Negated => Predicate.Is(!Value);
}

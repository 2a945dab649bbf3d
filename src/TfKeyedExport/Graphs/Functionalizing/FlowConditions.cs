namespace TfKeyedExport.Graphs.Functionalizing;

/// <summary>Makes the conditions of one graph, each once, so that equal ones are the same object.</summary>
internal sealed class FlowConditions
{
    private readonly Dictionary<(FlowCondition, FlowCondition), FlowCondition> _both = [];
    private readonly Dictionary<(FlowCondition, FlowLiteral), FlowCondition> _with = [];

    /// <summary>The condition of what is always alive.</summary>
    public FlowCondition Always { get; } = new();

    /// <summary>The condition of what is never alive, because it needs both branches of one conditional. It is within no condition.</summary>
    public FlowCondition Never { get; } = new() { IsNever = true };

    /// <summary>Both.</summary>
    public FlowCondition And(FlowCondition left, FlowCondition right)
    {
        if (ReferenceEquals(left, Never) || ReferenceEquals(right, Never))
            return Never;
        if (ReferenceEquals(left, right) || ReferenceEquals(right, Always))
            return left;
        if (ReferenceEquals(left, Always))
            return right;
        if (!_both.TryGetValue((left, right), out FlowCondition? both))
        {
            both = left;
            foreach (FlowLiteral literal in right.Literals)
                both = And(both, literal);
            _both.Add((left, right), both);
        }
        return both;
    }

    /// <summary>A condition and a literal.</summary>
    public FlowCondition And(FlowCondition condition, FlowLiteral literal)
    {
        if (condition.Contains(literal) || ReferenceEquals(condition, Never))
            return condition;
        if (condition.Contains(literal.Negated))
            return Never;
        if (!_with.TryGetValue((condition, literal), out FlowCondition? with))
        {
            FlowLiteral[] literals = [.. condition.Literals, literal];
            Array.Sort(literals, (a, b) => a.Predicate.Number - b.Predicate.Number);
            with = Of(literals);
            _with.Add((condition, literal), with);
        }
        return with;
    }

    /// <summary>A condition without what it says of one predicate.</summary>
    public FlowCondition Without(FlowCondition condition, FlowLiteral literal)
    {
        FlowCondition without = Always;
        foreach (FlowLiteral kept in condition.Literals)
        {
            if (kept != literal)
                without = without.Longer(kept);
        }
        return without;
    }

    private FlowCondition Of(ReadOnlySpan<FlowLiteral> literals)
    {
        FlowCondition condition = Always;
        foreach (FlowLiteral literal in literals)
            condition = condition.Longer(literal);
        return condition;
    }
}

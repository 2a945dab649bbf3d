using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;

namespace TfKeyedExport.Graphs.Functionalizing;

/// <summary>When something is alive: when every one of some predicates has a certain value. There is one object for each condition of a graph.</summary>
internal sealed class FlowCondition
{
    private readonly FlowLiteral[] _literals;
    private Dictionary<FlowLiteral, FlowCondition>? _longer;

    /// <summary>The empty condition of a graph, of which all others are made.</summary>
    public FlowCondition()
        : this([])
    {
    }

    private FlowCondition(FlowLiteral[] literals) => _literals = literals;

    /// <summary>Whether it never holds.</summary>
    public bool IsNever { get; init; }

    /// <summary>What has to hold, by the predicates' numbers.</summary>
    public ReadOnlySpan<FlowLiteral> Literals => _literals;

    /// <summary>Whether it names a literal.</summary>
    public bool Contains(FlowLiteral literal) => Array.IndexOf(_literals, literal) >= 0;

    /// <summary>Whether everything that it names is named by another one, too: it holds whenever the other does.</summary>
    public bool IsWithin(FlowCondition other)
    {
        if (IsNever)
            return false;
        foreach (FlowLiteral literal in _literals)
        {
            if (!other.Contains(literal))
                return false;
        }
        return true;
    }

    /// <summary>The condition with one more literal, whose predicate has a higher number than all others.</summary>
    public FlowCondition Longer(FlowLiteral literal)
    {
        _longer ??= [];
        if (!_longer.TryGetValue(literal, out FlowCondition? longer))
        {
            if (_literals.Length == GraphLimits.Depth)
                throw TfKeyedException.Unreadable(
                    $"branches stand in one another more than {GraphLimits.Depth} deep", null, "models with conditionals as deep as that are not run");
            longer = new FlowCondition([.. _literals, literal]);
            _longer.Add(literal, longer);
        }
        return longer;
    }
}

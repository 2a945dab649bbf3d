namespace TfKeyedExport.Graphs.Model;

/// <summary>Where a node stands in the model: its name, inside the functions through which it was reached.</summary>
internal sealed class NodeOrigin
{
    private readonly INodeName? _record;
    private readonly string? _name;

    /// <param name="name">The node's own name.</param>
    /// <param name="function">The function in whose body it stands; null in the main graph.</param>
    /// <param name="caller">The node that called the function; null in the main graph.</param>
    public NodeOrigin(string name, string? function = null, NodeOrigin? caller = null)
    {
        _name = name;
        Function = function;
        Caller = caller;
    }

    /// <summary>The origin of a node of the model: its name is read when somebody asks for it.</summary>
    public NodeOrigin(INodeName record, string? function, NodeOrigin? caller)
    {
        _record = record;
        Function = function;
        Caller = caller;
    }

    /// <summary>Who counts with <see cref="Count"/> now; whoever begins to count takes it over, and the one before has lost his count.</summary>
    public object? Counter { get; set; }

    /// <summary>What <see cref="Counter"/> counts of the nodes that come from here.</summary>
    public int Count { get; set; }

    /// <summary>The node's own name.</summary>
    public string Name => _name ?? _record!.Name;

    /// <summary>The function in whose body it stands; null in the main graph.</summary>
    public string? Function { get; }

    /// <summary>The node that called the function; null in the main graph.</summary>
    public NodeOrigin? Caller { get; }

    /// <inheritdoc/>
    public override string ToString()
    {
        if (Function is null)
            return Name;
        var functions = new List<string>();
        for (NodeOrigin? origin = this; origin is { Function: { } function }; origin = origin.Caller)
            functions.Add(function);
        functions.Reverse();
        return $"{Name} (in {string.Join(" > ", functions)})";
    }
}

namespace TfKeyedExport.Graphs;

/// <summary>Where a node stands in the model: its name, inside the functions through which it was reached.</summary>
/// <param name="Name">The node's own name.</param>
/// <param name="Function">The function in whose body it stands; null in the main graph.</param>
/// <param name="Caller">The node that called the function; null in the main graph.</param>
internal sealed record NodeOrigin(string Name, string? Function = null, NodeOrigin? Caller = null)
{
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

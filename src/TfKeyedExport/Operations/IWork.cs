namespace TfKeyedExport.Operations;

/// <summary>
/// What a node of a graph does: an <see cref="Operation"/> that models name, a <see cref="Parameter"/> of the graph, or a step of
/// an engine's own, which no model can name.
/// </summary>
internal interface IWork
{
    /// <summary>What it is called in messages.</summary>
    string Name { get; }

    /// <summary>What it does beside giving results.</summary>
    Effect Effect { get; }
}

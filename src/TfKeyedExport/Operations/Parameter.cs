namespace TfKeyedExport.Operations;

/// <summary>Stands for an input of a graph or of a region.</summary>
/// <param name="Index">Which one, from 0.</param>
internal sealed record Parameter(int Index) : IWork
{
    /// <inheritdoc/>
    public string Name => "parameter";

    /// <inheritdoc/>
    public Effect Effect => Effect.None;
}

using TfKeyedExport.Operations;

namespace TfKeyedExport.Embedded.Steps;

/// <summary>
/// Something that planning puts in the place of operations, and that only this engine has: no model can name it. Planning makes it, a kernel runs it, and what
/// both must know of it stands in its properties.
/// </summary>
/// <param name="Name">What it is called in messages.</param>
internal abstract record Step(string Name) : IWork
{
    /// <inheritdoc/>
    public virtual Effect Effect => Effect.None;
}

using TfKeyedExport.Errors;

namespace TfKeyedExport.Embedded.Runtime.Resources;

/// <summary>A variable: a tensor that assignments replace. Readers see a whole value, never half of one.</summary>
/// <remarks>The tensor itself is immutable; a write makes another, so a reader keeps what it read.</remarks>
internal sealed class Variable(string name, string sharedName) : IFreezable
{
    private readonly Lock _lock = new();
    private volatile ConstantValue? _current;

    /// <summary>The name in the graph.</summary>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public string SharedName { get; } = sharedName;

    /// <summary>Whether it was ever assigned.</summary>
    public bool IsInitialized => _current is not null;

    /// <summary>The present value.</summary>
    /// <exception cref="TfKeyedException">It was never assigned.</exception>
    public ConstantValue Current =>
        _current ?? throw TfKeyedException.Engine($"the variable {Name} has no value: the model does not restore or initialise it");

    /// <summary>Replaces the value.</summary>
    public void Assign(ConstantValue value) => _current = value;

    /// <summary>Replaces the value by one made from it, as one step.</summary>
    /// <returns>The new value.</returns>
    public ConstantValue Update(Func<ConstantValue, ConstantValue> change)
    {
        lock (_lock)
        {
            ConstantValue changed = change(Current);
            _current = changed;
            return changed;
        }
    }
}

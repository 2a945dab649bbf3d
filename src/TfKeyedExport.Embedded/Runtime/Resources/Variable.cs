using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Runtime.Resources;

/// <summary>A variable: a tensor that assignments replace. Readers see a whole value, never half of one.</summary>
/// <remarks>The tensor itself is immutable; a write makes another, so a reader keeps what it read.</remarks>
/// <param name="name">The name in the graph.</param>
/// <param name="sharedName">The name by which nodes share it.</param>
/// <param name="type">The type that its handle declares.</param>
/// <param name="budget">Counts what it holds; null counts nothing.</param>
internal sealed class Variable(string name, string sharedName, DataType type, StateBudget? budget = null) : IFreezable
{
    private readonly Lock _lock = new();
    private volatile ConstantValue? _current;
    private long _counted;

    /// <summary>The name in the graph.</summary>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public string SharedName { get; } = sharedName;

    /// <summary>The type of its elements.</summary>
    public DataType Type { get; } = type;

    /// <summary>The shape that its handle declares; unknown unless it was said.</summary>
    public TensorShape Shape { get; init; } = TensorShape.Unknown;

    /// <summary>Whether it was ever assigned.</summary>
    public bool IsInitialized => _current is not null;

    /// <summary>The present value.</summary>
    /// <exception cref="TfKeyedException">It was never assigned.</exception>
    public ConstantValue Current => _current ?? throw NoValue();

    /// <summary>Replaces the value.</summary>
    /// <exception cref="TfKeyedException">It is of another type than the variable, or the model would keep more than its limit.</exception>
    public void Assign(ConstantValue value)
    {
        lock (_lock)
            Set(OfType(value));
    }

    /// <summary>Replaces the value by one made from it, as one step.</summary>
    /// <returns>The new value.</returns>
    public ConstantValue Update(Func<ConstantValue, ConstantValue> change)
    {
        lock (_lock)
        {
            ConstantValue changed = OfType(change(Current));
            Set(changed);
            return changed;
        }
    }

    private TfKeyedException NoValue()
    {
        string what = $"the variable {Name} has no value: the model does not restore or initialise it";
        return new TfKeyedException(ErrorKind.Engine, what) { Side = ErrorSide.Model };
    }

    private ConstantValue OfType(ConstantValue value) => value.Value.Is(Type) && value.Value.ToShape().Fits(Shape)
        ? value
        : throw ContradictoryTypes.Error($"the variable {Name} is declared as {Type.Name()} {Shape}; it is given {value.Value}");

    private void Set(ConstantValue value)
    {
        if (budget is not null)
        {
            long bytes = budget.IsCounting ? value.OwnBytes : 0;
            budget.Change(bytes - _counted);
            _counted = bytes;
        }
        _current = value;
    }
}

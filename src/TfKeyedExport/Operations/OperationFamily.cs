using System.Runtime.CompilerServices;
using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Operations.Shapes;

namespace TfKeyedExport.Operations;

/// <summary>Operations that belong together. Its table is a static class whose properties are the operations, named by the properties' own names.</summary>
/// <param name="name">The family's name: of its folders here and among the kernels.</param>
internal sealed class OperationFamily(string name)
{
    private readonly List<Operation> _operations = [];

    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>The operations, in the order of the table.</summary>
    public IReadOnlyList<Operation> Operations => _operations;

    /// <summary>Declares an operation. What is left out has the safe default.</summary>
    /// <param name="effect">What it does beside giving results; by default, TensorFlow's own word decides: what it declares as stateful writes.</param>
    /// <param name="passes">What it gives on untouched.</param>
    /// <param name="shapes">Its outputs' shapes; by default unknown.</param>
    /// <param name="rows">What it does with the rows of a batch; by default nothing is known, and rows that reach it are lost.</param>
    /// <param name="hints">What it tells of the values of the inputs that reach it; by default nothing.</param>
    /// <param name="outside">What it does outside the model; by default nothing, unless its name says so.</param>
    /// <param name="traits">What else is known of it.</param>
    /// <param name="flow">What it does in TensorFlow 1's control flow.</param>
    /// <param name="name">Its name: that of the property.</param>
    public Operation Add(
        Effect? effect = null,
        Passing passes = Passing.None,
        ShapeRule? shapes = null,
        RowRule? rows = null,
        HintRule? hints = null,
        OutsideOperation? outside = null,
        Trait traits = Trait.None,
        FlowKind flow = FlowKind.Plain,
        [CallerMemberName] string name = "")
    {
        var operation = new Operation(name, Name, effect)
        {
            Passes = passes,
            Shapes = shapes,
            Rows = rows,
            Hints = hints,
            DeclaredOutside = outside,
            Traits = traits,
            Flow = flow,
        };
        _operations.Add(operation);
        return operation;
    }
}

using TfKeyedExport.Operations.Declarations;
using TfKeyedExport.Operations.Hints;
using TfKeyedExport.Operations.Rows;
using TfKeyedExport.Operations.Shapes;
using TfKeyedExport.Protos;

namespace TfKeyedExport.Operations;

/// <summary>
/// An operation that models name, and all that the program knows of what it means. One object stands for it everywhere: who asks whether a
/// node is of an operation compares objects. What nobody declared has the safe defaults: its shapes are unknown, and it writes.
/// </summary>
internal sealed class Operation : IWork
{
    // Stand for what was looked for and is not there.
    private static readonly OpDef Undeclared = new();
    private static readonly OutsideOperation Inside = new("");

    private readonly Effect? _effect;
    private OpDef? _declaration;
    private OutsideOperation? _outside;

    /// <param name="name">Its name.</param>
    /// <param name="family">The family in whose table it stands; null if it stands in none.</param>
    /// <param name="effect">What it does beside giving results; null: TensorFlow's declaration decides.</param>
    public Operation(string name, string? family = null, Effect? effect = null)
    {
        Name = name;
        Family = family;
        _effect = effect;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The family in whose table it stands; null if it stands in none.</summary>
    public string? Family { get; }

    /// <summary>What it does beside giving results.</summary>
    public Effect Effect => _effect ?? (Declaration is { IsStateful: false } ? Effect.None : Effect.Writes);

    /// <summary>Whether its effect is what TensorFlow's declaration says, and not said by its table.</summary>
    public bool HasDeclaredEffect => _effect is null;

    /// <summary>What it gives on untouched.</summary>
    public Passing Passes { get; init; }

    /// <summary>Whether every output is the input of the same number.</summary>
    public bool PassesValues => (Passes & Passing.Values) != 0;

    /// <summary>Whether its first output is the reference that is its first input.</summary>
    public bool PassesReference => (Passes & Passing.Reference) != 0;

    /// <summary>Its outputs' shapes; null if nothing is said of them.</summary>
    public ShapeRule? Shapes { get; init; }

    /// <summary>What it does with the rows of a batch; null if nothing is said of them.</summary>
    public RowRule? Rows { get; init; }

    /// <summary>What it tells of the values of the inputs that reach it, and which outputs hold them; null for nothing.</summary>
    public HintRule? Hints { get; init; }

    /// <summary>What else is known of it.</summary>
    public Trait Traits { private get; init; }

    /// <summary>Whether it adds up products with its second input's elements.</summary>
    public bool Multiplies => (Traits & Trait.Multiplies) != 0;

    /// <summary>Whether it takes the shapes of its inputs and none of their values.</summary>
    public bool TakesSizes => (Traits & Trait.TakesSizes) != 0;

    /// <summary>Whether it calls the function in its attribute <c>f</c>, with its inputs as arguments.</summary>
    public bool IsCall => (Traits & Trait.Calls) != 0;

    /// <summary>Whether it only moves values or holds a graph together.</summary>
    public bool IsPlumbing => (Traits & Trait.Moves) != 0 || PassesValues || Flow != FlowKind.Plain;

    /// <summary>What it does in TensorFlow 1's control flow.</summary>
    public FlowKind Flow { get; init; }

    /// <summary>What its table says that it does outside the model.</summary>
    public OutsideOperation? DeclaredOutside { private get; init; }

    /// <summary>What it does outside the model, whatever it is declared to be; null if it stays inside.</summary>
    public OutsideOperation? Outside
    {
        get
        {
            _outside ??= DeclaredOutside ?? OutsideNames.Find(Name) ?? Inside;
            return ReferenceEquals(_outside, Inside) ? null : _outside;
        }
    }

    /// <summary>What it takes and gives by TensorFlow's own word; null if it is not one of TensorFlow's.</summary>
    public OpDef? Declaration
    {
        get
        {
            _declaration ??= TensorFlowDeclarations.Find(Name) ?? Undeclared;
            return ReferenceEquals(_declaration, Undeclared) ? null : _declaration;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

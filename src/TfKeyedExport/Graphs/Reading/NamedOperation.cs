using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Protos;

namespace TfKeyedExport.Graphs.Reading;

/// <summary>A name that nodes of a model have for what they do, an operation's or a function's: what is known of it, found once.</summary>
/// <param name="operation">The operation; one of which nothing is known if there is none of that name.</param>
/// <param name="declaration">What it takes and gives; null if neither the model nor TensorFlow declares it.</param>
/// <param name="function">The function of the model's library that is called by its name like an operation; null if it is no function.</param>
internal sealed class NamedOperation(Operation operation, OpDef? declaration, FunctionBody? function)
{
    /// <summary>The operation; one of which nothing is known if there is none of that name.</summary>
    public Operation Operation { get; } = operation;

    /// <summary>The name.</summary>
    public string Name => Operation.Name;

    /// <summary>What it takes and gives; null if neither the model nor TensorFlow declares it.</summary>
    public OpDef? Declaration { get; } = declaration;

    /// <summary>The function of the model's library that is called by its name like an operation; null if it is no function.</summary>
    public FunctionBody? Function { get; } = function;

    /// <summary>The declared values of attributes that a node leaves out.</summary>
    public AttributeList Defaults { get; } = declaration is null ? AttributeList.Empty : AttributeList.DefaultsOf(declaration);

    /// <summary>What its nodes' attributes must be; null if it is not declared.</summary>
    public DeclaredAttributes? Attributes => Declaration is null ? null : field ??= new DeclaredAttributes(Declaration);

    /// <summary>Whether it calls the function in its attribute <c>f</c>.</summary>
    public bool IsCall { get; } = operation is { IsCall: true };

    /// <summary>Whether nodes of it name functions in attributes; so it is with everything that is not declared.</summary>
    public bool NamesFunctions { get; } = declaration is null || declaration.Attr.Any(a => a.Type is "func" or "list(func)");

    /// <summary>What its nodes take and give: of a function that is called by its name, what that declares; null if nobody says.</summary>
    public OpDef? Signature => IsCall ? Declaration : Function?.Signature ?? Declaration;

    /// <summary>Whether what it does may depend on the order; so it is with everything that is not declared.</summary>
    public bool IsStateful => Declaration is null || Declaration.IsStateful;
}

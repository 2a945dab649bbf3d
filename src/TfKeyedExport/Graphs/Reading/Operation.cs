using TfKeyedExport.Graphs.Functionalizing;
using TfKeyedExport.Graphs.Verifying;
using TfKeyedExport.Protos;
using TfKeyedExport.Safety;

namespace TfKeyedExport.Graphs.Reading;

/// <summary>An operation or function that nodes of a model name: what is known of it, found once.</summary>
internal sealed class Operation(string name, OpDef? declaration, FunctionBody? function)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>What it takes and gives; null if neither the model nor TensorFlow declares it.</summary>
    public OpDef? Declaration { get; } = declaration;

    /// <summary>The function of the model's library that is called by its name like an operation; null if it is no function.</summary>
    public FunctionBody? Function { get; } = function;

    /// <summary>The declared values of attributes that a node leaves out.</summary>
    public AttributeList Defaults { get; } = declaration is null ? AttributeList.Empty : AttributeList.DefaultsOf(declaration);

    /// <summary>What its nodes' attributes must be; null if it is not declared.</summary>
    public DeclaredAttributes? Attributes => Declaration is null ? null : field ??= new DeclaredAttributes(Declaration);

    /// <summary>Whether it calls the function in its attribute <c>f</c>.</summary>
    public bool IsCall { get; } = name is "PartitionedCall" or "StatefulPartitionedCall";

    /// <summary>What it does outside the model, whatever it is declared to be; null if it stays inside.</summary>
    public OutsideOperation? Outside { get; } = OutsideOperations.Find(name);

    /// <summary>What it does in TensorFlow 1's control flow.</summary>
    public FlowKind Flow { get; } = FlowKinds.Of(name);

    /// <summary>Whether nodes of it name functions in attributes; so it is with everything that is not declared.</summary>
    public bool NamesFunctions { get; } = declaration is null || declaration.Attr.Any(a => a.Type is "func" or "list(func)");

    /// <summary>What its nodes take and give: of a function that is called by its name, what that declares; null if nobody says.</summary>
    public OpDef? Signature => IsCall ? Declaration : Function?.Signature ?? Declaration;

    /// <summary>Whether what it does may depend on the order; so it is with everything that is not declared.</summary>
    public bool IsStateful => Declaration is null || Declaration.IsStateful;
}

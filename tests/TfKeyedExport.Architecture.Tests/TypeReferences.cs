using Mono.Cecil;
using Mono.Cecil.Cil;

namespace TfKeyedExport.Architecture.Tests;

/// <summary>
/// Which types of this program a compiled type needs: what it is made of, what its members take and give, and what their code touches.
/// Constants are not seen: the compiler writes their values where they are used.
/// </summary>
internal static class TypeReferences
{
    private const string Root = "TfKeyedExport";

    /// <summary>
    /// Every type that a module's types need, as pairs. A nested type, and so what the compiler makes of lambdas and iterators, counts as
    /// the type that it stands in.
    /// </summary>
    public static IEnumerable<TypeReferencePair> In(ModuleDefinition module) =>
        module.GetTypes().Where(t => IsOurs(Outer(t)))
            .SelectMany(t => Needed(t).SelectMany(Parts).Select(n => (From: Outer(t), To: Outer(n))))
            .Where(p => IsOurs(p.To))
            .Select(p => new TypeReferencePair(Named(p.From), Named(p.To)))
            .Distinct();

    private static IEnumerable<TypeReference?> Needed(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(i => i.InterfaceType),
        .. type.GenericParameters.SelectMany(g => g.Constraints).Select(c => c.ConstraintType),
        .. Attributes(type),
        .. type.Fields.Select(f => f.FieldType),
        .. type.Fields.SelectMany(Attributes),
        .. type.Properties.SelectMany(Attributes),
        .. type.Methods.SelectMany(Needed),
    ];

    private static IEnumerable<TypeReference?> Needed(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(p => p.ParameterType),
        .. method.GenericParameters.SelectMany(g => g.Constraints).Select(c => c.ConstraintType),
        .. Attributes(method),
        .. method.HasBody ? NeededByCode(method.Body) : [],
    ];

    private static IEnumerable<TypeReference?> NeededByCode(MethodBody body) =>
    [
        .. body.Variables.Select(v => v.VariableType),
        .. body.ExceptionHandlers.Select(h => h.CatchType),
        .. body.Instructions.SelectMany(i => NeededBy(i.Operand)),
    ];

    private static IEnumerable<TypeReference?> NeededBy(object? operand) => operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [.. NeededBy(method.ElementMethod), .. method.GenericArguments],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(p => p.ParameterType)],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    private static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider of) => of.CustomAttributes.Select(a => a.AttributeType);

    // List<Node[]> is a List and a Node.
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType made => [.. Parts(made.ElementType), .. made.GenericArguments.SelectMany(Parts)],
        FunctionPointerType pointer => [.. Parts(pointer.ReturnType), .. pointer.Parameters.SelectMany(p => Parts(p.ParameterType))],
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };

    private static TypeReference Outer(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type;
    }

    private static bool IsOurs(TypeReference type) =>
        type.Namespace == Root || type.Namespace.StartsWith(Root + ".", StringComparison.Ordinal);

    private static TypeName Named(TypeReference type) => new(type.Namespace, type.Name);
}

/// <summary>A type of this program.</summary>
internal readonly record struct TypeName(string Namespace, string Name);

/// <summary>A type that needs another.</summary>
internal readonly record struct TypeReferencePair(TypeName From, TypeName To);

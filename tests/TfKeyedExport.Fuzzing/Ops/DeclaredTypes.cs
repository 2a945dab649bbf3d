using TfKeyedExport.Operations.Declarations;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Fuzzing.Ops;

/// <summary>What a node takes and gives by TensorFlow's declaration of its operation. Written apart from the engine's own gate, which it judges.</summary>
internal static class DeclaredTypes
{
    /// <summary>One argument's tensors.</summary>
    public sealed record Argument(string Name, IReadOnlyList<DataType> Types);

    /// <summary>The inputs; null if the node's attributes do not say.</summary>
    public static List<Argument>? Inputs(NodeDef node) => Of(node, d => d.InputArg);

    /// <summary>The outputs; null if the node's attributes do not say.</summary>
    public static List<Argument>? Outputs(NodeDef node) => Of(node, d => d.OutputArg);

    private static List<Argument>? Of(NodeDef node, Func<OpDef, IEnumerable<OpDef.Types.ArgDef>> arguments)
    {
        if (TensorFlowDeclarations.Find(node.Op) is not { } declaration)
            return null;
        var all = new List<Argument>();
        foreach (OpDef.Types.ArgDef argument in arguments(declaration))
        {
            if (argument.TypeListAttr.Length > 0)
            {
                if (Attribute(node, declaration, argument.TypeListAttr)?.List is not { } list)
                    return null;
                all.Add(new Argument(argument.Name, [.. list.Type.Select(t => t.WithoutReference())]));
                continue;
            }
            DataType type = argument.TypeAttr.Length > 0
                ? Attribute(node, declaration, argument.TypeAttr) is { ValueCase: AttrValue.ValueOneofCase.Type } given ? given.Type : DataType.Invalid
                : argument.Type;
            long count = 1;
            if (argument.NumberAttr.Length > 0)
            {
                if (Attribute(node, declaration, argument.NumberAttr) is not { ValueCase: AttrValue.ValueOneofCase.I, I: >= 0 and < 1000 } number)
                    return null;
                count = number.I;
            }
            if (type == DataType.Invalid)
                return null;
            all.Add(new Argument(argument.Name, [.. Enumerable.Repeat(type.WithoutReference(), (int)count)]));
        }
        return all;
    }

    private static AttrValue? Attribute(NodeDef node, OpDef declaration, string name) =>
        node.Attr.TryGetValue(name, out AttrValue? given) ? given : declaration.Attr.FirstOrDefault(a => a.Name == name)?.DefaultValue;
}

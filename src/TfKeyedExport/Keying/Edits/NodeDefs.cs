using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.ControlFlow;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;

namespace TfKeyedExport.Keying.Edits;

/// <summary>Makes the few kinds of nodes that an export adds.</summary>
internal static class NodeDefs
{
    /// <summary>The operation that clients feed.</summary>
    public const string PlaceholderOp = nameof(ArrayOperations.Placeholder);

    /// <summary>The operation that passes a tensor through.</summary>
    public const string IdentityOp = nameof(ArrayOperations.Identity);

    /// <summary>The operation that calls a function of the library, whether it has state or not.</summary>
    public const string CallOp = nameof(ControlFlowOperations.StatefulPartitionedCall);

    /// <summary>An attribute that tells TensorFlow shapes that it cannot infer.</summary>
    public const string OutputShapes = "_output_shapes";

    private const string MustCompile = "_XlaMustCompile";

    /// <summary>A tensor that clients feed.</summary>
    public static NodeDef Placeholder(string name, DataType type, TensorShape shape) => new()
    {
        Name = name,
        Op = PlaceholderOp,
        Attr = { ["dtype"] = new AttrValue { Type = type }, ["shape"] = new AttrValue { Shape = shape.ToProto() } },
    };

    /// <summary>A tensor passed through.</summary>
    public static NodeDef Identity(string name, string input, DataType type) => new()
    {
        Name = name,
        Op = IdentityOp,
        Input = { input },
        Attr = { ["T"] = new AttrValue { Type = type } },
    };

    /// <summary>A call of a function.</summary>
    /// <param name="name">The node's name.</param>
    /// <param name="function">The function.</param>
    /// <param name="inputs">One tensor an argument, captures included.</param>
    /// <param name="outputShapes">One shape a result.</param>
    public static NodeDef Call(string name, FunctionDef function, IEnumerable<string> inputs, IEnumerable<TensorShape> outputShapes)
    {
        var takes = new AttrValue.Types.ListValue();
        takes.Type.AddRange(function.Signature.InputArg.Select(a => a.Type));
        var gives = new AttrValue.Types.ListValue();
        gives.Type.AddRange(function.Signature.OutputArg.Select(a => a.Type));
        var call = new NodeDef
        {
            Name = name,
            Op = CallOp,
            Attr =
            {
                ["Tin"] = new AttrValue { List = takes },
                ["Tout"] = new AttrValue { List = gives },
                ["f"] = new AttrValue { Func = new NameAttrList { Name = function.Signature.Name } },
                [OutputShapes] = Shapes(outputShapes),
            },
        };
        call.Input.AddRange(inputs);
        // A function that was written to be compiled as a whole stays so.
        if (function.Attr.TryGetValue(MustCompile, out AttrValue? compiled))
            call.Attr[MustCompile] = compiled;
        return call;
    }

    /// <summary>A list of shapes as an attribute.</summary>
    public static AttrValue Shapes(IEnumerable<TensorShape> shapes)
    {
        var list = new AttrValue.Types.ListValue();
        list.Shape.AddRange(shapes.Select(s => s.ToProto()));
        return new AttrValue { List = list };
    }
}

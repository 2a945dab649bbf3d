using CsCheck;
using TfKeyedExport.Operations.Declarations;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Makes cases: types and counts are read off the inputs, so that a recipe names only what the inputs do not say.</summary>
internal static class Cases
{
    /// <summary>A case of an operation whose arguments are single tensors.</summary>
    public static OpCase Of(string op, Tensor[] inputs, params (string Name, AttrValue Value)[] attributes) =>
        Lists(op, [.. inputs.Select(i => (Tensor[])[i])], attributes);

    /// <summary>A case of an operation some of whose arguments are lists of tensors.</summary>
    public static OpCase Lists(string op, Tensor[][] arguments, params (string Name, AttrValue Value)[] attributes)
    {
        OpDef declaration = TensorFlowDeclarations.Find(op) ?? throw new InvalidOperationException($"TensorFlow declares no {op}");
        var all = new Dictionary<string, AttrValue>();
        foreach ((OpDef.Types.ArgDef argument, Tensor[] tensors) in declaration.InputArg.Zip(arguments))
        {
            if (argument.NumberAttr.Length > 0)
                all[argument.NumberAttr] = Attributes.Of(tensors.Length);
            if (argument.TypeListAttr.Length > 0)
                all[argument.TypeListAttr] = Attributes.Types(tensors.Select(t => t.Type));
            if (argument.TypeAttr.Length > 0 && tensors.Length > 0)
                all[argument.TypeAttr] = Attributes.Of(tensors[0].Type);
        }
        foreach ((string name, AttrValue value) in attributes)
            all[name] = value;
        return new OpCase(op, all, [.. arguments.SelectMany(a => a)]);
    }

    /// <summary>Makes some inputs constants of the graph, now and then.</summary>
    public static Gen<OpCase> Folded(this Gen<OpCase> cases, params int[] inputs) =>
        from opCase in cases
        from constant in Gen.Bool
        select constant ? opCase with { Constants = inputs } : opCase;

    /// <summary>int32 or int64.</summary>
    public static Gen<DataType> IndexType { get; } = Gen.OneOf(DataType.Int32, DataType.Int64);

    /// <summary>A vector of whole numbers.</summary>
    public static Tensor Vector(DataType type, params IReadOnlyList<long> values) => Whole(type, [values.Count], values);

    /// <summary>A scalar.</summary>
    public static Tensor Scalar(DataType type, long value) => Whole(type, [], [value]);

    /// <summary>A scalar of any type that .NET has.</summary>
    public static Tensor Scalar<T>(T value)
        where T : unmanaged => Tensor.From<T>(TensorShape.Scalar, [value]);

    /// <summary>A scalar string.</summary>
    public static Tensor Text(string value) => Tensor.FromStrings(TensorShape.Scalar, StringValues.FromBytes(System.Text.Encoding.UTF8.GetBytes(value)));

    /// <summary>Whole numbers of any integer type.</summary>
    public static Tensor Whole(DataType type, long[] shape, params IReadOnlyList<long> values) =>
        Tensor.FromBytes(type, new TensorShape(shape), values.SelectMany(v => BitConverter.GetBytes(v)[..type.Size()]).ToArray());

    /// <summary>Several tensors of one type, each of its own shape.</summary>
    public static Gen<Tensor[]> Each(DataType type, IEnumerable<long[]> shapes) =>
        shapes.Aggregate(Gen.Const(Array.Empty<Tensor>()), (all, shape) => all.Select(Values.Of(type, shape), (some, next) => (Tensor[])[.. some, next]));
}

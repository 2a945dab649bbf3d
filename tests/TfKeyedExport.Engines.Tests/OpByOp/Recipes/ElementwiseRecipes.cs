using CsCheck;
using TfKeyedExport.Embedded.Kernels.Catalog;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Functions of single elements or of elements that stand at the same place, made from the operations' declarations.</summary>
internal static class ElementwiseRecipes
{
    private static readonly string[] Special = ["AddN", "Cast", "ClipByValue", "Select"];

    public static IEnumerable<Recipe> All() => KernelCatalog.Default.Registrations
        .Where(r => r.Operation.Family == "Elementwise" && !Special.Contains(r.Operation.Name))
        .Select(r => new Recipe(r.Operation.Name, Broadcasting(r.Operation.Name, r.Operation.Declaration!)))
        .Append(new Recipe("AddN", AddN()))
        .Append(new Recipe("Cast", Cast()))
        .Append(new Recipe("ClipByValue", ClipByValue()))
        .Append(new Recipe("Select", Select()));

    private static Gen<OpCase> Broadcasting(string op, OpDef declaration) =>
        from type in declaration.Attr.Any(a => a.Name == "T") ? Attributes.Types(op) : Gen.Const(DataType.Bool)
        from shapes in Shapes.Broadcasting(declaration.InputArg.Count)
        from inputs in Inputs(declaration, type, shapes)
        from lenient in Gen.Bool
        select new OpCase(op, AttributesOf(declaration, type, lenient), inputs);

    private static Gen<Tensor[]> Inputs(OpDef declaration, DataType type, long[][] shapes)
    {
        Gen<Tensor[]> all = Gen.Const(Array.Empty<Tensor>());
        for (int i = 0; i < shapes.Length; i++)
        {
            OpDef.Types.ArgDef argument = declaration.InputArg[i];
            Gen<Tensor> one = Values.Of(argument.TypeAttr.Length > 0 ? type : argument.Type, shapes[i]);
            all = all.Select(one, (some, next) => (Tensor[])[.. some, next]);
        }
        return all;
    }

    private static Dictionary<string, AttrValue> AttributesOf(OpDef declaration, DataType type, bool lenient)
    {
        var attributes = new Dictionary<string, AttrValue>();
        foreach (OpDef.Types.AttrDef attribute in declaration.Attr.Where(a => a.Type == "type"))
        {
            bool isOutput = declaration.InputArg.All(i => i.TypeAttr != attribute.Name);
            attributes[attribute.Name] = Attributes.Of(isOutput ? OtherHalf(type) : type);
        }
        // Python's == and != make Equal and NotEqual that answer whatever the shapes.
        if (lenient && declaration.Attr.Any(a => a.Name == "incompatible_shape_error"))
            attributes["incompatible_shape_error"] = Attributes.Of(false);
        return attributes;
    }

    /// <summary>The real type of a complex one and the other way round, for operations that go between them.</summary>
    private static DataType OtherHalf(DataType type) => type switch
    {
        DataType.Complex64 => DataType.Float,
        DataType.Complex128 => DataType.Double,
        DataType.Double => DataType.Complex128,
        _ => DataType.Complex64,
    };

    private static Gen<OpCase> AddN() =>
        from type in Attributes.Types("AddN")
        from shape in Shapes.Any
        from count in Gen.Int[1, 4]
        from inputs in Values.Of(type, shape).Array[count]
        select new OpCase("AddN", new() { ["T"] = Attributes.Of(type), ["N"] = Attributes.Of(count) }, inputs);

    private static Gen<OpCase> Cast() =>
        from source in Attributes.Types("Cast").Where(t => t.IsInteger() || t.IsFloating() || t == DataType.Bool)
        from target in Attributes.Types("Cast").Where(t => t.IsInteger() || t.IsFloating() || t == DataType.Bool)
        from shape in Shapes.Any
        from odd in Gen.Bool
        from input in odd ? Values.Of(source, shape) : Values.Of(DataType.Int8, shape).Select(v => Small(v, source))
        select new OpCase("Cast", new() { ["SrcT"] = Attributes.Of(source), ["DstT"] = Attributes.Of(target) }, [input]);

    private static Tensor Small(Tensor numbers, DataType type)
    {
        int[] values = [.. numbers.Values<sbyte>().ToArray().Select(v => Math.Abs(v % 100))];
        return type switch
        {
            DataType.Float => Tensor.From<float>(numbers.Shape, [.. values.Select(v => v + 0.5f)]),
            DataType.Double => Tensor.From<double>(numbers.Shape, [.. values.Select(v => v + 0.7)]),
            DataType.Half => Tensor.From<Half>(numbers.Shape, [.. values.Select(v => (Half)(v + 0.5f))]),
            DataType.Bfloat16 => Tensor.From<BFloat16>(numbers.Shape, [.. values.Select(v => (BFloat16)(v + 0.5f))]),
            DataType.Bool => Tensor.From<bool>(numbers.Shape, [.. values.Select(v => v % 2 == 1)]),
            _ => Tensor.FromBytes(type, numbers.Shape, values.SelectMany(v => BitConverter.GetBytes((long)v)[..type.Size()]).ToArray()),
        };
    }

    private static Gen<OpCase> ClipByValue() =>
        from type in Attributes.Types("ClipByValue")
        from shape in Shapes.Any
        from bounds in Gen.OneOf(Gen.Const(Array.Empty<long>()), Gen.Const(shape))
        from value in Values.Of(type, shape)
        from low in Values.Of(type, bounds)
        from high in Values.Of(type, bounds)
        select new OpCase("ClipByValue", new() { ["T"] = Attributes.Of(type) }, [value, low, high]);

    private static Gen<OpCase> Select() =>
        from type in Attributes.Types("Select")
        from shape in Shapes.Any
        from condition in Gen.OneOf(Gen.Const(shape), Gen.Const(shape.Take(1).ToArray()), Gen.Const(Array.Empty<long>()))
        from choice in Values.Of(DataType.Bool, condition)
        from yes in Values.Of(type, shape)
        from no in Values.Of(type, shape)
        select new OpCase("Select", new() { ["T"] = Attributes.Of(type) }, [choice, yes, no]);
}

using CsCheck;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Variables: each case assigns one, changes it and reads it.</summary>
internal static class VariableRecipes
{
    private static readonly string[] Modes = ["Add", "Div", "Max", "Min", "Mul", "Sub", "Update"];

    public static IEnumerable<Recipe> All() =>
    [
        .. new[] { "Add", "Sub" }.Select(mode => new Recipe($"Assign{mode}", Assigned($"Assign{mode}", byReference: true))),
        .. new[] { "Add", "Sub" }.Select(mode => new Recipe($"Assign{mode}VariableOp", Assigned($"Assign{mode}VariableOp", byReference: false))),
        .. Modes.Select(mode => new Recipe($"Scatter{mode}", Scattered($"Scatter{mode}", byReference: true))),
        .. Modes.Select(mode => new Recipe($"ResourceScatter{mode}", Scattered($"ResourceScatter{mode}", byReference: false))),
        new("ReadVariableOp", Read()),
        .. new[] { "Add", "Max", "Min", "Sub", "Update" }.Select(mode => new Recipe($"ResourceScatterNd{mode}", ScatteredNd($"ResourceScatterNd{mode}"))),
        new("ResourceGather", Gather()),
        new("ResourceGatherNd", GatherNd()),
        new("VariableShape", Shape()),
    ];

    private static Gen<DataType> Types { get; } = Gen.OneOf(DataType.Float, DataType.Double, DataType.Int32, DataType.Int64);

    private static Gen<OpCase> Assigned(string op, bool byReference) =>
        from type in Types
        from shape in Shapes.Any
        from wrong in Gen.Int[0, 9]
        from start in LinearRecipes.Finite(type, shape)
        from change in LinearRecipes.Finite(type, wrong == 0 ? [2, 7] : shape)
        select byReference ? OfReference(op, [start, change], "i01") : OfResource(op, [start, change], "i01");

    // An integer divided by zero ends TensorFlow's process.
    private static Gen<OpCase> Scattered(string op, bool byReference) =>
        from type in op.EndsWith("Div", StringComparison.Ordinal) ? Gen.OneOf(DataType.Float, DataType.Double) : Types
        from shape in Gen.Long[0, 4].Array[1, 3]
        from index in Cases.IndexType
        from outer in Gen.Long[0, 3].Array[0, 2]
        let count = (int)new TensorShape(outer).ElementCount()
        from rows in Gen.Long[-1, 5].Array[count]
        from wrong in Gen.Int[0, 9]
        from start in LinearRecipes.Finite(type, shape)
        from scalar in Gen.Int[0, 4]
        from updates in LinearRecipes.Finite(type, scalar == 0 ? [] : [.. outer, .. shape[1..]])
        let indices = Cases.Whole(index, outer, [.. rows.Select(r => wrong == 0 || shape[0] == 0 ? r : Math.Max(r, 0) % shape[0])])
        select byReference
            ? OfReference(op, [start, indices, updates], "i01", "i02")
            : OfResource(op, [start, indices, updates], "i01", "i02");

    private static Gen<OpCase> Read() =>
        from type in Attributes.Types("ReadVariableOp")
        from shape in Shapes.Any
        from value in Values.Of(type, shape)
        select OfResource("ReadVariableOp", [value]);

    private static Gen<OpCase> Gather() =>
        from type in Attributes.Types("ResourceGather")
        from shape in Gen.Long[1, 4].Array[1, 3]
        from value in Values.Of(type, shape)
        from index in Cases.IndexType
        from rows in Gen.Long[-1, 5].Array[0, 5]
        from wrong in Gen.Int[0, 6]
        let indices = Cases.Vector(index, [.. rows.Select(r => wrong == 0 ? r : Math.Max(r, 0) % shape[0])])
        select OfResource(
            "ResourceGather", [value, indices], [], new OpGraph(
                [OpGraph.Node("op", "ResourceGather", ["v", "i01", "^init"], ("dtype", Attributes.Of(type)), ("Tindices", Attributes.Of(index)))],
                [("op:0", type)]));

    private static Gen<OpCase> GatherNd() =>
        from type in Attributes.Types("ResourceGatherNd")
        from shape in Gen.Long[1, 4].Array[1, 3]
        from value in Values.Of(type, shape)
        from index in Cases.IndexType
        from depth in Gen.Int[0, shape.Length]
        from rows in Gen.Long[0, 5].Array[3 * depth]
        from wrong in Gen.Int[0, 6]
        let indices = Cases.Whole(index, [3, depth], [.. rows.Select((r, i) => wrong == 0 ? r : r % shape[i % depth])])
        select OfResource(
            "ResourceGatherNd", [value, indices], [], new OpGraph(
                [OpGraph.Node("op", "ResourceGatherNd", ["v", "i01", "^init"], ("dtype", Attributes.Of(type)), ("Tindices", Attributes.Of(index)))],
                [("op:0", type)]));

    private static Gen<OpCase> ScatteredNd(string op) =>
        from type in Types
        from shape in Gen.Long[1, 4].Array[1, 3]
        from index in Cases.IndexType
        from depth in Gen.Int[1, shape.Length]
        from rows in Gen.Long[0, 5].Array[3 * depth]
        from wrong in Gen.Int[0, 9]
        from start in LinearRecipes.Finite(type, shape)
        from updates in LinearRecipes.Finite(type, [3, .. shape[depth..]])
        let indices = Cases.Whole(index, [3, depth], [.. rows.Select((r, i) => wrong == 0 ? r : r % shape[i % depth])])
        let opCase = OfResource(op, [start, indices, updates], "i01", "i02")
        select WithElementType(opCase, type);

    // These name their type T, not dtype.
    private static OpCase WithElementType(OpCase opCase, DataType type)
    {
        Protos.NodeDef change = opCase.Graph!.Nodes.Single(n => n.Name == "change");
        change.Attr.Remove("dtype");
        change.Attr["T"] = Attributes.Of(type);
        return opCase;
    }

    private static Gen<OpCase> Shape() =>
        from shape in Shapes.Any
        from value in Values.Of(DataType.Float, shape)
        from index in Cases.IndexType
        select OfResource(
            "VariableShape", [value], [],
            new OpGraph([OpGraph.Node("op", "VariableShape", ["v", "^init"], ("out_type", Attributes.Of(index)))], [("op:0", index)]));

    private static OpCase OfResource(string op, Tensor[] inputs, params string[] operands) => OfResource(op, inputs, operands, null);

    /// <summary>A variable by handle: assigned, changed if there are operands, read.</summary>
    private static OpCase OfResource(string op, Tensor[] inputs, string[] operands, OpGraph? use)
    {
        DataType type = inputs[0].Type;
        var nodes = new List<Protos.NodeDef>
        {
            OpGraph.Node("v", "VarHandleOp", [], ("dtype", Attributes.Of(type)), ("shape", new() { Shape = new() { UnknownRank = true } })),
            OpGraph.Node("init", "AssignVariableOp", ["v", "i00"], ("dtype", Attributes.Of(type))),
        };
        if (operands.Length > 0)
            nodes.Add(OpGraph.Node("change", op, ["v", .. operands, "^init"], ("dtype", Attributes.Of(type))));
        if (operands.Length > 1)
            nodes[^1].Attr["Tindices"] = Attributes.Of(inputs[1].Type);
        nodes.AddRange(
            use?.Nodes ?? [OpGraph.Node("read", "ReadVariableOp", ["v", operands.Length > 0 ? "^change" : "^init"], ("dtype", Attributes.Of(type)))]);
        return new OpCase(op, [], inputs) { Graph = new OpGraph(nodes, use?.Fetches ?? [("read:0", type)]) };
    }

    /// <summary>A TensorFlow 1 variable: assigned, changed, and what the change answers.</summary>
    private static OpCase OfReference(string op, Tensor[] inputs, params string[] operands)
    {
        DataType type = inputs[0].Type;
        Protos.NodeDef change = OpGraph.Node("change", op, ["init", .. operands], ("T", Attributes.Of(type)));
        if (operands.Length > 1)
            change.Attr["Tindices"] = Attributes.Of(inputs[1].Type);
        return new OpCase(op, [], inputs)
        {
            Graph = new OpGraph(
                [
                    OpGraph.Node("v", "VariableV2", [], ("dtype", Attributes.Of(type)), ("shape", new() { Shape = new() { UnknownRank = true } })),
                    OpGraph.Node("init", "Assign", ["v", "i00"], ("T", Attributes.Of(type)), ("validate_shape", Attributes.Of(false))),
                    change,
                    OpGraph.Node("read", "Identity", ["change"], ("T", Attributes.Of(type))),
                ],
                [("read:0", type)]),
        };
    }
}

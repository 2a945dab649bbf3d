using CsCheck;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Tables: each case makes one, fills it and asks it, as small graphs whose steps follow one another by control inputs.</summary>
internal static class TableRecipes
{
    // The types of keys and values for which TensorFlow has tables of each kind.
    private static readonly (DataType Key, DataType Value)[] Fixed =
    [
        (DataType.String, DataType.Int64), (DataType.String, DataType.Float), (DataType.String, DataType.String), (DataType.Int64, DataType.String),
        (DataType.Int64, DataType.Int64), (DataType.Int64, DataType.Float), (DataType.String, DataType.Int32), (DataType.Int32, DataType.Int32),
    ];

    private static readonly (DataType Key, DataType Value)[] Mutable =
    [
        (DataType.String, DataType.Int64), (DataType.String, DataType.Float), (DataType.Int64, DataType.String), (DataType.Int64, DataType.Int64),
        (DataType.String, DataType.Bool),
    ];

    public static IEnumerable<Recipe> All() =>
    [
        new("AnonymousHashTable", Initialized("AnonymousHashTable", "InitializeTableV2", "LookupTableFindV2", "LookupTableSizeV2")),
        new("HashTable", Initialized("HashTable", "InitializeTable", "LookupTableFind", "LookupTableSize")),
        new("HashTableV2", Initialized("HashTableV2", "InitializeTableV2", "LookupTableFindV2", "LookupTableSizeV2")),
        new("AnonymousMutableHashTable", Changed("AnonymousMutableHashTable")),
        new("MutableHashTable", ChangedByReference()),
        new("MutableHashTableV2", Changed("MutableHashTableV2")),
        new("MutableHashTableOfTensorsV2", OfTensors()),
        new("LookupTableImportV2", Imported()),
    ];

    private static Gen<OpCase> Initialized(string table, string initialize, string find, string size) =>
        from types in Gen.OneOf(Fixed)
        from count in Gen.Int[0, 5]
        from keys in Keys(types.Key, [count])
        from values in Values.Of(types.Value, [count])
        from second in Gen.Int[0, 4]
        from shape in Shapes.Any
        from asked in Keys(types.Key, shape)
        from otherwise in Values.Of(types.Value, [])
        from wrong in Gen.Int[0, 9]
        from other in Values.Of(types.Value, [2])
        from otherKeys in Keys(types.Key, [2])
        select Case(
            table, [keys, values, asked, wrong == 0 ? other : otherwise, otherKeys, other],
            [
                Handle(table, types),
                Step("init", initialize, "t", ["i00", "i01"], types),
                // A second time with the same entries is nothing; with others it is an error, or so the engines must agree.
                .. second == 0 ? [Step("again", initialize, "t", ["i00", "i01", "^init"], types)] : Array.Empty<NodeDef>(),
                .. second == 1 ? [Step("again", initialize, "t", ["i04", "i05", "^init"], types)] : Array.Empty<NodeDef>(),
                Step("find", find, "t", ["i02", "i03", second <= 1 ? "^again" : "^init"], types, input: true),
                Size(size, second <= 1 ? "^again" : "^init"),
            ],
            types.Value);

    private static Gen<OpCase> Changed(string table) =>
        from types in Gen.OneOf(Mutable)
        from count in Gen.Int[0, 5]
        from keys in Keys(types.Key, [count])
        from values in Values.Of(types.Value, [count])
        from removed in Keys(types.Key, [2])
        from shape in Shapes.Any
        from asked in Keys(types.Key, shape)
        from full in Gen.Bool
        from otherwise in Values.Of(types.Value, full ? shape : [])
        select Case(
            table, [keys, values, asked, otherwise, removed],
            [
                Handle(table, types),
                Step("insert", "LookupTableInsertV2", "t", ["i00", "i01"], types),
                Step("remove", "LookupTableRemoveV2", "t", ["i04", "^insert"], types, value: false),
                Step("find", "LookupTableFindV2", "t", ["i02", "i03", "^remove"], types, input: true),
                Size("LookupTableSizeV2", "^remove"),
            ],
            types.Value);

    /// <summary>The operations of TensorFlow 1, which know no removal.</summary>
    private static Gen<OpCase> ChangedByReference() =>
        from types in Gen.OneOf(Mutable)
        from keys in Keys(types.Key, [4])
        from values in Values.Of(types.Value, [4])
        from asked in Keys(types.Key, [3])
        from otherwise in Values.Of(types.Value, [])
        from import in Gen.Bool
        select Case(
            "MutableHashTable", [keys, values, asked, otherwise],
            [
                Handle("MutableHashTable", types),
                Step("insert", import ? "LookupTableImport" : "LookupTableInsert", "t", ["i00", "i01"], types),
                Step("find", "LookupTableFind", "t", ["i02", "i03", "^insert"], types, input: true),
                Size("LookupTableSize", "^insert"),
            ],
            types.Value);

    private static Gen<OpCase> OfTensors() =>
        from types in Gen.OneOf(Mutable.Where(t => t.Value != DataType.Bool && t.Value != DataType.Float).ToArray())
        from width in Gen.Long[1, 3]
        from count in Gen.Int[0, 4]
        from keys in Keys(types.Key, [count])
        from values in Values.Of(types.Value, [count, width])
        from asked in Keys(types.Key, [3])
        from otherwise in Values.Of(types.Value, [width])
        let table = Handle("MutableHashTableOfTensorsV2", types)
        select Case(
            "MutableHashTableOfTensorsV2", [keys, values, asked, otherwise],
            [
                With(table, ("value_shape", Attributes.Shape(width))),
                Step("insert", "LookupTableInsertV2", "t", ["i00", "i01"], types),
                Step("find", "LookupTableFindV2", "t", ["i02", "i03", "^insert"], types, input: true),
                Size("LookupTableSizeV2", "^insert"),
            ],
            types.Value);

    /// <summary>An import forgets what was there before.</summary>
    private static Gen<OpCase> Imported() =>
        from types in Gen.OneOf(Mutable)
        from keys in Keys(types.Key, [3])
        from values in Values.Of(types.Value, [3])
        from before in Keys(types.Key, [2])
        from old in Values.Of(types.Value, [2])
        from asked in Keys(types.Key, [4])
        from otherwise in Values.Of(types.Value, [])
        select Case(
            "LookupTableImportV2", [keys, values, asked, otherwise, before, old],
            [
                Handle("MutableHashTableV2", types),
                Step("insert", "LookupTableInsertV2", "t", ["i04", "i05"], types),
                Step("import", "LookupTableImportV2", "t", ["i00", "i01", "^insert"], types),
                Step("find", "LookupTableFindV2", "t", ["i02", "i03", "^import"], types, input: true),
                Size("LookupTableSizeV2", "^import"),
            ],
            types.Value);

    /// <summary>Few different keys, so that they meet.</summary>
    private static Gen<Tensor> Keys(DataType type, long[] shape) =>
        Gen.Int[0, 5].Array[(int)new TensorShape(shape).ElementCount()].Select(v => type == DataType.String
            ? Tensor.FromStrings(new TensorShape(shape), StringValues.FromBytes([.. v.Select(n => new byte[n])]))
            : Numbers.From(type, shape, v));

    private static OpCase Case(string op, Tensor[] inputs, NodeDef[] nodes, DataType value) =>
        new(op, [], inputs) { Graph = new OpGraph(nodes, [("find:0", value), ("size:0", DataType.Int64)]) };

    private static NodeDef Handle(string op, (DataType Key, DataType Value) types) =>
        OpGraph.Node("t", op, [], ("key_dtype", Attributes.Of(types.Key)), ("value_dtype", Attributes.Of(types.Value)));

    private static NodeDef With(NodeDef node, params (string Name, AttrValue Value)[] attributes)
    {
        foreach ((string name, AttrValue value) in attributes)
            node.Attr[name] = value;
        return node;
    }

    private static NodeDef Step(
        string name, string op, string table, string[] inputs, (DataType Key, DataType Value) types, bool input = false, bool value = true)
    {
        string key = op.StartsWith("Initialize", StringComparison.Ordinal) ? "Tkey" : "Tin", val = key == "Tkey" ? "Tval" : "Tout";
        NodeDef node = OpGraph.Node(name, op, [table, .. inputs], (key, Attributes.Of(types.Key)));
        return value || input ? With(node, (val, Attributes.Of(types.Value))) : node;
    }

    private static NodeDef Size(string op, string after) => OpGraph.Node("size", op, ["t", after]);
}

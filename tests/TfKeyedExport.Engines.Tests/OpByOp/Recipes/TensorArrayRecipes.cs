using CsCheck;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Arrays of tensors: each case makes one, writes a tensor's rows into it, does something with it and reads it.</summary>
internal static class TensorArrayRecipes
{
    private static readonly DataType[] Types = [DataType.Float, DataType.Int32, DataType.Bool, DataType.String];

    public static IEnumerable<Recipe> All() =>
    [
        new("TensorArrayConcatV3", Of("TensorArrayConcatV3", true, type => (
            [OpGraph.Node("op", "TensorArrayConcatV3", ["array", "filled"], ("dtype", Attributes.Of(type)))], [("op:0", type), ("op:1", DataType.Int64)]))),
        new("TensorArrayGatherV3", Of("TensorArrayGatherV3", false, type => ([Gather("filled", "i02", type)], [("gather:0", type)]))),
        new(
            "TensorArrayReadV3",
            Of(
                "TensorArrayReadV3", false,
                type => ([OpGraph.Node("op", "TensorArrayReadV3", ["array", "i01", "filled"], ("dtype", Attributes.Of(type)))], [("op:0", type)]))),
        new("TensorArrayScatterV3", Of("TensorArrayScatterV3", false, type => (
            [OpGraph.Node("op", "TensorArrayScatterV3", ["array", "i04", "i03", "filled"], ("T", Attributes.Of(type))), Gather("op", "i02", type)],
            [("gather:0", type)]))),
        new(
            "TensorArraySizeV3",
            Of("TensorArraySizeV3", false, _ => ([OpGraph.Node("op", "TensorArraySizeV3", ["array", "filled"])], [("op:0", DataType.Int32)]))),
        new("TensorArraySplitV3", Of("TensorArraySplitV3", false, type => (
            [OpGraph.Node("op", "TensorArraySplitV3", ["other", "i00", "i05", "other:1"], ("T", Attributes.Of(type))),
                OpGraph.Node("concat", "TensorArrayConcatV3", ["other", "op"], ("dtype", Attributes.Of(type)))],
                [("concat:0", type), ("concat:1", DataType.Int64)]))),
        new("TensorArrayWriteV3", Of("TensorArrayWriteV3", false, type => (
            [OpGraph.Node("row", "Squeeze", ["i03"], ("T", Attributes.Of(type)), ("squeeze_dims", Attributes.Of([0L]))),
                OpGraph.Node("op", "TensorArrayWriteV3", ["array", "i01", "row", "filled"], ("T", Attributes.Of(type))), Gather("op", "i02", type)],
                [("gather:0", type)]))),
    ];

    /// <summary>Inputs: rows, an index, several indices, one more row, its index, lengths of pieces.</summary>
    private static Gen<OpCase> Of(string op, bool hasRows, Func<DataType, (NodeDef[] Nodes, (string Output, DataType Type)[] Fetches)> use) =>
        from type in Gen.OneOf(Types)
        from row in Gen.Long[0, 3].Array[hasRows ? 1 : 0, 2]
        from count in Gen.Long[0, 4]
        from room in Gen.Long[-1, 2]
        from rows in Values.Of(type, [count, .. row])
        from index in Gen.Int[-1, (int)count + 1]
        from indices in Gen.Long[0, Math.Max(0, count + room - 1)].Array[0, 4]
        from wrong in Gen.Int[0, 6]
        from other in Values.Of(type, [1, .. wrong == 0 ? [7] : row])
        from cut in Gen.Long[0, count]
        from flags in Gen.Bool.Array[4]
        let shape = flags[3] ? Attributes.Shape(row) : new AttrValue { Shape = new TensorShapeProto { UnknownRank = true } }
        let graph = use(type)
        let inputs = (Tensor[])
        [
            rows, Cases.Scalar(DataType.Int32, index), Cases.Vector(DataType.Int32, [.. indices.Distinct()]), other,
            Cases.Vector(DataType.Int32, index), Cases.Vector(DataType.Int64, cut, count - cut),
        ]
        select new OpCase(op, [], inputs)
        {
            Graph = new OpGraph(
                [
                    Constant("size", Cases.Scalar(DataType.Int32, Math.Max(0, count + room))),
                    Constant("places", Cases.Vector(DataType.Int32, [.. Enumerable.Range(0, (int)count).Select(i => (long)i)])),
                    Constant("two", Cases.Scalar(DataType.Int32, 2)),
                    Array("array", "size", type, shape, flags),
                    Array("other", "two", type, new AttrValue { Shape = new TensorShapeProto { UnknownRank = true } }, [flags[0], flags[1], false]),
                    OpGraph.Node("filled", "TensorArrayScatterV3", ["array", "places", "i00", "array:1"], ("T", Attributes.Of(type))),
                    .. graph.Nodes,
                ],
                graph.Fetches),
        };

    private static NodeDef Array(string name, string size, DataType type, AttrValue shape, bool[] flags) => OpGraph.Node(
        name, "TensorArrayV3", [size], ("dtype", Attributes.Of(type)), ("element_shape", shape), ("dynamic_size", Attributes.Of(flags[0])),
        ("clear_after_read", Attributes.Of(flags[1])), ("identical_element_shapes", Attributes.Of(flags[2])), ("tensor_array_name", Attributes.Of(name)));

    private static NodeDef Gather(string flow, string indices, DataType type) =>
        OpGraph.Node("gather", "TensorArrayGatherV3", ["array", indices, flow], ("dtype", Attributes.Of(type)));

    private static NodeDef Constant(string name, Tensor value) =>
        OpGraph.Node(name, "Const", [], ("dtype", Attributes.Of(value.Type)), ("value", new AttrValue { Tensor = TensorProtos.ToProto(value) }));
}

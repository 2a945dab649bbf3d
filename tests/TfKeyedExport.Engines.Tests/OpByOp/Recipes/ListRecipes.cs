using CsCheck;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Lists of tensors: each case makes one of a tensor's rows, does something with it and reads it.</summary>
internal static class ListRecipes
{
    private static readonly DataType[] Types = [DataType.Float, DataType.Int32, DataType.Int64, DataType.Bool, DataType.String];

    public static IEnumerable<Recipe> All() =>
    [
        new("TensorListConcatV2", Of("TensorListConcatV2", 0, (type, shape) => (
            [Node("op", "TensorListConcatV2", ["list", "shape", "leading"], type, ("shape_type", Attributes.Of(DataType.Int32)))],
            [("op:0", type), ("op:1", DataType.Int64)]))),
        new("TensorListElementShape", Of("TensorListElementShape", 0, (_, _) => (
            [OpGraph.Node("op", "TensorListElementShape", ["list"], ("shape_type", Attributes.Of(DataType.Int64)))], [("op:0", DataType.Int64)]))),
        new("TensorListGather", Of("TensorListGather", 2, (type, _) => ([Node("op", "TensorListGather", ["list", "i02", "shape"], type)], [("op:0", type)]))),
        new(
            "TensorListGetItem",
            Of("TensorListGetItem", 1, (type, _) => ([Node("op", "TensorListGetItem", ["list", "i01", "shape"], type)], [("op:0", type)]))),
        new("TensorListLength", Of("TensorListLength", 0, (_, _) => ([OpGraph.Node("op", "TensorListLength", ["list"])], [("op:0", DataType.Int32)]))),
        new("TensorListPopBack", Of("TensorListPopBack", 0, (type, _) => (
            [Node("op", "TensorListPopBack", ["list", "shape"], type), Stack("op:0", type)], [("op:1", type), ("stack:0", type)]))),
        new(
            "TensorListPushBack",
            Of("TensorListPushBack", 3, (type, _) => ([Node("op", "TensorListPushBack", ["list", "i03"], type), Stack("op", type)], [("stack:0", type)]))),
        new(
            "TensorListResize",
            Of("TensorListResize", 1, (type, _) => ([OpGraph.Node("op", "TensorListResize", ["list", "i01"]), Stack("op", type)], [("stack:0", type)]))),
        new(
            "TensorListSetItem",
            Of("TensorListSetItem", 3, (type, _) => ([Node("op", "TensorListSetItem", ["list", "i01", "i03"], type), Stack("op", type)], [("stack:0", type)]))),
        new("TensorListStack", Of("TensorListStack", 0, (type, _) => ([Stack("list", type)], [("stack:0", type)]))),
    ];

    /// <summary>Inputs: rows, an index, several indices, one more row.</summary>
    private static Gen<OpCase> Of(string op, int last, Func<DataType, long[], (NodeDef[] Nodes, (string Output, DataType Type)[] Fetches)> use) =>
        from type in Gen.OneOf(Types)
        from row in Gen.Long[0, 3].Array[op == "TensorListConcatV2" ? 1 : 0, 2]
        from count in Gen.Long[0, 4]
        from rows in Values.Of(type, [count, .. row])
        from index in Gen.Int[-1, (int)count]
        from indices in Gen.Long[-1, 6].Array[0, 4]
        from wrong in Gen.Int[0, 5]
        from other in Values.Of(type, wrong == 0 ? [7] : row)
        let fitting = indices.Select(i => wrong == 1 || count == 0 ? i : Math.Max(i, 0) % count)
        let graph = use(type, row)
        select new OpCase(
            op, [], [rows, .. ((Tensor[])[Cases.Scalar(DataType.Int32, index), Cases.Vector(DataType.Int32, [.. fitting]), other])[..Math.Min(last, 3)]])
        {
            Graph = new OpGraph(
                [
                    Constant("shape", Cases.Vector(DataType.Int32, row)),
                    Constant("leading", Cases.Vector(DataType.Int64)),
                    Node("list", "TensorListFromTensor", ["i00", "shape"], type, ("shape_type", Attributes.Of(DataType.Int32))),
                    .. graph.Nodes,
                ],
                graph.Fetches),
        };

    private static NodeDef Stack(string list, DataType type) => Node("stack", "TensorListStack", [list, "shape"], type);

    private static NodeDef Constant(string name, Tensor value) =>
        OpGraph.Node(name, "Const", [], ("dtype", Attributes.Of(value.Type)), ("value", new AttrValue { Tensor = TensorProtos.ToProto(value) }));

    private static NodeDef Node(string name, string op, string[] inputs, DataType type, params (string Name, AttrValue Value)[] attributes) =>
        OpGraph.Node(name, op, inputs, [("element_dtype", Attributes.Of(type)), .. attributes]);
}

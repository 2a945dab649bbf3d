using CsCheck;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Generators whose state is a variable: each case assigns one, draws from it twice and reads it.</summary>
internal static class GeneratorRecipes
{
    public static IEnumerable<Recipe> All() =>
    [
        new("RngReadAndSkip", ReadAndSkip()),
        new("RngSkip", Skip()),
        .. new[] { "StatefulStandardNormalV2", "StatefulTruncatedNormal", "StatefulUniform", "StatefulUniformFullInt" }
            .Select(op => new Recipe(op, Drawn(op, []))),
        new("StatefulUniformInt", Bounds().SelectMany(bounds => Drawn("StatefulUniformInt", bounds))),
    ];

    // TensorFlow writes behind its own answer for states of more than three numbers.
    private static Gen<Tensor> State { get; } =
        from numbers in Gen.Long.Array[3]
        from near in Gen.Int[0, 2]
        from wrong in Gen.Int[0, 9]
        let state = near == 0 ? [-1, numbers[1], numbers[2]] : numbers
        select wrong == 0 ? Cases.Whole(DataType.Int64, [1, 3], state) : Cases.Vector(DataType.Int64, wrong == 1 ? state[..2] : state);

    private static Gen<long> Algorithm { get; } = Gen.OneOf(1L, 1, 1, 3, 2, 7);

    private static Gen<Tensor[]> Bounds() =>
        from type in Attributes.Types("StatefulUniformInt")
        from low in Gen.Long[0, 9]
        from size in Gen.Frequency((9, Gen.Long[1, 100]), (1, Gen.Const(0L)))
        select new[] { Cases.Scalar(type, low), Cases.Scalar(type, low + size) };

    private static Gen<OpCase> ReadAndSkip() =>
        from state in State
        from algorithm in Algorithm
        from count in Gen.Frequency((3, Gen.Long[0, 1000]), (1, Gen.Long))
        select Twice("RngReadAndSkip", [state, Cases.Scalar(DataType.Int32, algorithm), Cases.Scalar(DataType.Uint64, count)], DataType.Int64);

    private static Gen<OpCase> Skip() =>
        from state in State
        from algorithm in Algorithm
        from count in Gen.Frequency((3, Gen.Long[-1000, 1000]), (1, Gen.Long))
        select Twice("RngSkip", [state, Cases.Scalar(DataType.Int64, algorithm), Cases.Scalar(DataType.Int64, count)], DataType.Invalid);

    private static Gen<OpCase> Drawn(string op, Tensor[] bounds) =>
        from type in bounds.Length > 0 ? Gen.Const(bounds[0].Type) : Attributes.Types(op)
        from state in State
        from algorithm in Algorithm
        from index in Cases.IndexType
        from shape in Shapes.Any
        select Twice(
            op, [state, Cases.Scalar(DataType.Int64, algorithm), Cases.Vector(index, shape), .. bounds], type,
            ("dtype", Attributes.Of(type)), ("shape_dtype", Attributes.Of(index)));

    private static OpCase Twice(string op, Tensor[] inputs, DataType output, params (string, AttrValue)[] attributes)
    {
        string[] operands = [.. Enumerable.Range(1, inputs.Length - 1).Select(i => $"i{i:00}")];
        bool answers = output != DataType.Invalid;
        return new OpCase(op, [], inputs)
        {
            Graph = new OpGraph(
                [
                    OpGraph.Node("v", "VarHandleOp", [], ("dtype", Attributes.Of(DataType.Int64)), ("shape", new() { Shape = new() { UnknownRank = true } })),
                    OpGraph.Node("init", "AssignVariableOp", ["v", "i00"], ("dtype", Attributes.Of(DataType.Int64))),
                    OpGraph.Node("first", op, ["v", .. operands, "^init"], attributes),
                    OpGraph.Node("second", op, ["v", .. operands, "^first"], attributes),
                    OpGraph.Node("read", "ReadVariableOp", ["v", "^second"], ("dtype", Attributes.Of(DataType.Int64))),
                ],
                [.. answers ? [("first:0", output), ("second:0", output)] : Array.Empty<(string, DataType)>(), ("read:0", DataType.Int64)]),
        };
    }
}

using CsCheck;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Serialization;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>Choices and loops over functions: doubling, and counting up to a limit.</summary>
internal static class ControlFlowRecipes
{
    public static IEnumerable<Recipe> All() =>
    [
        .. new[] { "If", "StatelessIf" }.Select(op => new Recipe(op, If(op))),
        .. new[] { "Case", "StatelessCase" }.Select(op => new Recipe(op, Case(op))),
        .. new[] { "While", "StatelessWhile" }.Select(op => new Recipe(op, While(op))),
    ];

    private static readonly FunctionDef Doubled = Function(
        "doubled", [DataType.Float], ("y", DataType.Float, "twice:z:0"), [Node("twice", "AddV2", DataType.Float, "x0", "x0")]);

    private static readonly FunctionDef Squared = Function(
        "squared", [DataType.Float], ("y", DataType.Float, "square:y:0"), [Node("square", "Square", DataType.Float, "x0")]);

    private static readonly FunctionDef IsLess = Function(
        "is_less", [DataType.Float, DataType.Float], ("y", DataType.Bool, "less:z:0"), [Node("less", "Less", DataType.Float, "x0", "x1")]);

    /// <summary>x0 + 1.5 beside the limit.</summary>
    private static readonly FunctionDef Counted = Step();

    /// <summary>A condition of any type: a number that is not zero, a string that is not empty, a tensor that has elements.</summary>
    private static Gen<OpCase> If(string op) =>
        from type in Gen.OneOf(DataType.Bool, DataType.Float, DataType.Int32, DataType.String)
        from scalar in Gen.Int[0, 2]
        from shape in Shapes.Any
        from condition in Values.Of(type, scalar > 0 ? [] : shape)
        from value in Values.Of(DataType.Float, shape)
        select new OpCase(op, [], [condition, value])
        {
            Graph = new OpGraph(
                [
                    OpGraph.Node(
                        "op", op, ["i00", "i01"], ("Tcond", Attributes.Of(type)), ("Tin", Attributes.Types(DataType.Float)),
                        ("Tout", Attributes.Types(DataType.Float)),
                        ("then_branch", Named("doubled")), ("else_branch", Named("squared"))),
                ],
                [("op:0", DataType.Float)])
            { Functions = [Doubled, Squared] },
        };

    private static Gen<OpCase> Case(string op) =>
        from branch in Gen.Int[-2, 3]
        from shape in Shapes.Any
        from value in Values.Of(DataType.Float, shape)
        select new OpCase(op, [], [Cases.Scalar(DataType.Int32, branch), value])
        {
            Graph = new OpGraph(
                [
                    OpGraph.Node("op", op, ["i00", "i01"], ("Tin", Attributes.Types(DataType.Float)), ("Tout", Attributes.Types(DataType.Float)),
                        ("branches", new AttrValue { List = new AttrValue.Types.ListValue { Func = { Named("doubled").Func, Named("squared").Func } } })),
                ],
                [("op:0", DataType.Float)])
            { Functions = [Doubled, Squared] },
        };

    private static Gen<OpCase> While(string op) =>
        from ends in Gen.Int[-20, 20].Array[2]
        select new OpCase(op, [], [Numbers.From(DataType.Float, [], [ends[0]], 0.5), Numbers.From(DataType.Float, [], [ends[1]], 0.5)])
        {
            Graph = new OpGraph(
                [OpGraph.Node(
                    "op", op, ["i00", "i01"], ("T", Attributes.Types(DataType.Float, DataType.Float)), ("cond", Named("is_less")), ("body", Named("counted")))],
                [("op:0", DataType.Float), ("op:1", DataType.Float)])
            { Functions = [IsLess, Counted] },
        };

    private static FunctionDef Step()
    {
        NodeDef more = OpGraph.Node(
            "more", "Const", [], ("dtype", Attributes.Of(DataType.Float)),
            ("value", new AttrValue { Tensor = TensorProtos.ToProto(Tensor.From<float>(TensorShape.Scalar, [1.5f])) }));
        FunctionDef step = Function(
            "counted", [DataType.Float, DataType.Float], ("y", DataType.Float, "sum:z:0"), [more, Node("sum", "AddV2", DataType.Float, "x0", "more:output:0")]);
        step.Signature.OutputArg.Add(new OpDef.Types.ArgDef { Name = "limit", Type = DataType.Float });
        step.Ret["limit"] = "x1";
        return step;
    }

    private static FunctionDef Function(string name, DataType[] inputs, (string Name, DataType Type, string From) output, NodeDef[] nodes) => new()
    {
        Signature = new OpDef
        {
            Name = name,
            InputArg = { inputs.Select((type, i) => new OpDef.Types.ArgDef { Name = $"x{i}", Type = type }) },
            OutputArg = { new OpDef.Types.ArgDef { Name = output.Name, Type = output.Type } },
        },
        NodeDef = { nodes },
        Ret = { [output.Name] = output.From },
    };

    private static NodeDef Node(string name, string op, DataType type, params string[] inputs) => OpGraph.Node(name, op, inputs, ("T", Attributes.Of(type)));

    private static AttrValue Named(string function) => new() { Func = new NameAttrList { Name = function } };
}

using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;
using TfKeyedExport.Testing;

namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>What branches and loops of small graphs call.</summary>
internal static class RowFunctions
{
    /// <summary>
    /// Branches <c>twice</c> and <c>same</c> of a float tensor; the loop of <c>below</c> and <c>halve</c> over a number, its limit, and a float tensor.
    /// </summary>
    public static FunctionDef[] All() =>
    [
        GraphText.Function("twice", ["a"], "s:z:0", "s AddV2 a a T=float"),
        GraphText.Function("same", ["a"], "s:y:0", "s Abs a T=float"),
        Loop("below", DataType.Bool, ["less:z:0"], "less Less i n T=int32"),
        Loop(
            "halve", DataType.Float, ["next:z:0", "n", "less:z:0"],
            "c1 Const dtype=int32 value=1\nnext AddV2 i c1:output:0 T=int32\nhalf Const dtype=float value=0.5\nless Mul a half:output:0 T=float"),
    ];

    private static FunctionDef Loop(string name, DataType last, string[] results, string text)
    {
        var function = new FunctionDef
        {
            Signature = new OpDef { Name = name, InputArg = { Argument("i", DataType.Int32), Argument("n", DataType.Int32), Argument("a", DataType.Float) } },
            NodeDef = { GraphText.Nodes(text) },
        };
        for (int i = 0; i < results.Length; i++)
        {
            function.Signature.OutputArg.Add(Argument($"r{i}", i == results.Length - 1 ? last : DataType.Int32));
            function.Ret[$"r{i}"] = results[i];
        }
        return function;
    }

    private static OpDef.Types.ArgDef Argument(string name, DataType type) => new() { Name = name, Type = type };
}

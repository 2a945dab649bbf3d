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
        Of("below: i int32, n int32, a float -> bool less:z:0\nless Less i n T=int32"),
        Of("""
            halve: i int32, n int32, a float -> int32 next:z:0, int32 n, float less:z:0
            c1 Const dtype=int32 value=1
            next AddV2 i c1:output:0 T=int32
            half Const dtype=float value=0.5
            less Mul a half:output:0 T=float
            """),
    ];

    /// <summary>A function as text: <c>name: input type, ... -> type result, ...</c>, then its nodes.</summary>
    public static FunctionDef Of(string text)
    {
        string[] lines = text.Split('\n', 2);
        string name = lines[0][..lines[0].IndexOf(':', StringComparison.Ordinal)];
        string[] sides = lines[0][(name.Length + 1)..].Split("->");
        var function = new FunctionDef { Signature = new OpDef { Name = name }, NodeDef = { GraphText.Nodes(lines[1]) } };
        foreach (string[] input in Pairs(sides[0]))
            function.Signature.InputArg.Add(Argument(input[0], input[1]));
        foreach (string[] result in Pairs(sides[1]))
        {
            function.Signature.OutputArg.Add(Argument($"r{function.Ret.Count}", result[0]));
            function.Ret[$"r{function.Ret.Count}"] = result[1];
        }
        return function;
    }

    private static IEnumerable<string[]> Pairs(string text) =>
        text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static OpDef.Types.ArgDef Argument(string name, string type) => new() { Name = name, Type = Enum.Parse<DataType>(type, ignoreCase: true) };
}

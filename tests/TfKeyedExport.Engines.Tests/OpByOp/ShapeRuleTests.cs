using TfKeyedExport.Analyses.Shapes;
using TfKeyedExport.Embedded.Planning;
using TfKeyedExport.Engines.Tests.Analyses.Shapes;
using TfKeyedExport.Engines.Tests.OpByOp.Recipes;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Operations.Catalog;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using Xunit;

namespace TfKeyedExport.Engines.Tests.OpByOp;

/// <summary>Every shape rule against what the operation gives for random inputs, which the tests beside this one hold against TensorFlow.</summary>
public class ShapeRuleTests
{
    private const int Cases = 60;

    // Some rules speak of few cases.
    private const int MostCases = 2000;
    private const int MostConstants = 64;

    /// <summary>The operations with a rule and a recipe; graphs of several operations are not one operation's.</summary>
    public static TheoryData<string> Operations =>
        [.. OperationCatalog.Families
            .SelectMany(f => f.Operations)
            .Where(o => o.Shapes is not null && AllRecipes.ByOp.ContainsKey(o.Name))
            .Select(o => o.Name)];

    [Theory]
    [MemberData(nameof(Operations))]
    public void What_a_rule_says_holds_for_random_cases_whatever_is_known_of_their_inputs(string op)
    {
        var random = new CsCheck.PCG(1, 1);
        int said = 0;
        bool isAlone = false;
        for (int i = 0; i < Cases || (said == 0 && isAlone && i < MostCases); i++)
        {
            OpCase opCase = AllRecipes.ByOp[op].Cases.Generate(random, null, out _);
            isAlone |= opCase.Graph is null;
            foreach (int[] constants in (int[][])[opCase.Constants, WholeNumbers(opCase)])
                said += Check(opCase with { Constants = constants });
        }
        Assert.True(said > 0 || !isAlone, $"the rule of {op} says nothing of any case");
    }

    [Fact]
    public void What_rules_say_holds_for_cases_that_once_failed() => Assert.All(OpCaseFile.All(), file => Check(OpCaseFile.Read(file).Case));

    // With the inputs' sizes known, unknown, and with nothing known: how often something was said.
    private static int Check(OpCase opCase)
    {
        if (opCase.Graph is not null || EmbeddedSide.Run(opCase).Outputs is not { Length: > 0 } actual)
            return 0;
        MetaGraph metaGraph = opCase.Model().MetaGraphs[0];
        ModelSignature signature = metaGraph.Signature("serving_default")!;
        int said = 0;
        foreach (Func<TensorShape, TensorShape> known in (Func<TensorShape, TensorShape>[])
        [
            s => s, s => new TensorShape([.. s.Dimensions.ToArray().Select(_ => -1L)]), _ => TensorShape.Unknown,
        ])
        {
            Graph graph = CallableGraph.Build(new GraphSource(metaGraph), signature);
            for (int i = 0; i < signature.Inputs.Count; i++)
                KnownValues.Declare(
                    graph.Parameters[i],
                    known(opCase.Inputs[int.Parse(signature.Inputs[i].Name.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)].Shape));
            var shapes = new ShapeAnalysis(graph, new KnownValues());
            var all = new InferredShape();
            for (int i = 0; i < actual.Length; i++)
            {
                if (shapes[graph.Results[i]] is not { Sizes: not null } inferred)
                    continue;
                Tensor tensor = actual[i];
                all.AssertHolds(
                    inferred, tensor.Shape.Dimensions.ToArray(), () => Elements(tensor),
                    $"{opCase} output {i} constants {string.Join(",", opCase.Constants)} sizes "
                        + $"{string.Join(",", graph.Parameters.Select(p => p.Knowledge))} values "
                        + $"{string.Join(",", opCase.Inputs.Where(t => t.Type is DataType.Int32 or DataType.Int64).SelectMany(Elements))}");
                said++;
            }
        }
        return said;
    }

    // What models mostly know before a call: axes, sizes and places.
    private static int[] WholeNumbers(OpCase opCase) => [.. Enumerable.Range(0, opCase.Inputs.Length)
        .Where(i => opCase.Constants.Contains(i) || opCase.Inputs[i] is { Type: DataType.Int32 or DataType.Int64, Count: <= MostConstants })];

    private static long[] Elements(Tensor tensor) => tensor.Type switch
    {
        DataType.Int64 => tensor.Values<long>().ToArray(),
        DataType.Bool => [.. tensor.Values<bool>().ToArray().Select(b => b ? 1L : 0)],
        _ => [.. tensor.Values<int>().ToArray().Select(i => (long)i)],
    };
}

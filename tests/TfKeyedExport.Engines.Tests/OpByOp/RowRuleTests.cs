using TfKeyedExport.Engines.Tests.Analyses.Rows;
using TfKeyedExport.Engines.Tests.OpByOp.Recipes;
using TfKeyedExport.Errors;
using TfKeyedExport.Operations.Catalog;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;
using Xunit;

namespace TfKeyedExport.Engines.Tests.OpByOp;

/// <summary>Every rule for rows against what the operation gives for the rows of random inputs, in random batches.</summary>
public class RowRuleTests
{
    private const int Cases = 20;
    private const int MostCases = 600;
    private const int MostConstants = 64;

    // What a single operation never is, since it takes what others make of rows: graphs of several hold these.
    private static readonly HashSet<string> OfSeveral = new(StringComparer.Ordinal)
    {
        "DynamicStitch",
        "ParallelDynamicStitch", "InvertPermutation", "ScatterNd", "SparseToDense", "SparseTensorDenseMatMul", "SparseFillEmptyRows", "SparseReorder",
        "SparseReshape",
        "SparseCross", "SparseCrossHashed", "SparseCrossV2", "RaggedTensorToTensor", "TensorScatterAdd", "TensorScatterMax", "TensorScatterMin",
        "TensorScatterSub",
        "TensorScatterUpdate", "SegmentMax", "SegmentMean", "SegmentMin", "SegmentProd", "SegmentSum", "UnsortedSegmentMax", "UnsortedSegmentMin",
        "UnsortedSegmentProd", "UnsortedSegmentSum", "SparseSegmentMean", "SparseSegmentSqrtN", "SparseSegmentSum", "Unique", "UniqueWithCounts", "Where",
        "DynamicPartition",
        "StringSplit", "StringSplitV2", "UnicodeEncode", "Range", "Fill",
        "TensorListFromTensor", "TensorListGetItem", "TensorListLength", "TensorListReserve", "TensorListSetItem",
        "TensorListStack", "LookupTableFind", "LookupTableFindV2", "ResourceGather", "ResourceGatherNd",
        "RaggedTensorToSparse", "SparseReduceMax", "SparseReduceSum", "UnicodeDecode", "UnicodeDecodeWithOffsets", "SpaceToBatchND", "BatchToSpaceND",
        // The number of rows is computed by other operations.
        "BroadcastTo",
        // Without a shape rule.
        "AvgPool3D", "Concat", "Conv3D", "DepthToSpace", "ExtractImagePatches", "MatrixDeterminant",
        "MaxPool3D", "SpaceToDepth",
    };

    /// <summary>The operations with a rule and a recipe.</summary>
    public static TheoryData<string> Operations =>
        [.. OperationCatalog.Families.SelectMany(f => f.Operations).Where(o => o.Rows is not null && AllRecipes.ByOp.ContainsKey(o.Name)).Select(o => o.Name)];

    [Theory]
    [MemberData(nameof(Operations))]
    public void What_a_rule_proves_holds_in_random_batches(string op)
    {
        var random = new CsCheck.PCG(1, 3);
        int proved = 0;
        bool isAlone = false;
        for (int i = 0; i < Cases || (proved == 0 && isAlone && !OfSeveral.Contains(op) && i < MostCases); i++)
        {
            OpCase opCase = AllRecipes.ByOp[op].Cases.Generate(random, null, out _);
            if (opCase.Graph is not null)
                continue;
            isAlone = true;
            int[] whole = [.. Enumerable.Range(0, opCase.Inputs.Length)
                .Where(n => opCase.Inputs[n] is { Type: DataType.Int32 or DataType.Int64, Count: <= MostConstants })];
            foreach (int[] constants in (int[][])[opCase.Constants, [.. opCase.Constants.Union(whole)], [.. opCase.Constants.Union(whole.Where(n => n > 0))]])
                proved += Check(opCase with { Constants = constants }, (ulong)i);
        }
        Assert.True(proved > 0 || !isAlone || OfSeveral.Contains(op), $"the rule of {op} proves no case");
    }

    private static int Check(OpCase opCase, ulong seed)
    {
        int proved = 0;
        int[] fed = [.. Enumerable.Range(0, opCase.Inputs.Length).Where(i => !opCase.Constants.Contains(i))];
        int[] able = [.. fed.Where(i => HasRows(opCase.Inputs[i]))];
        var sets = able.Select(i => (int[])[i]).Append(able).Concat(able.Length > 2 ? able.Select(i => (int[])[.. able.Where(a => a != i)]) : [])
            .Where(s => s.Length > 0).DistinctBy(s => string.Join(',', s));
        foreach (int[] set in sets)
        {
            int most = set.Max(i => (int)opCase.Inputs[i].Shape[0]);
            Tensor[] columns = [.. fed.Select(i => set.Contains(i)
                ? opCase.Inputs[i].Gather([.. Enumerable.Range(0, most).Select(r => r % (int)opCase.Inputs[i].Shape[0])])
                : opCase.Inputs[i])];
            var trial = new ProofTrial(opCase.Model(), [.. fed.Select(i => $"i{i:00}")], columns, [.. fed.Select(set.Contains)]);
            foreach (bool isOpen in (bool[])[false, true])
            {
                bool[] claims;
                try
                {
                    claims = trial.Claims(isOpen ? c => new TensorShape([.. columns[c].Shape.Dimensions.ToArray().Select(_ => -1L)]) : null);
                }
                catch (TfKeyedException)
                {
                    // A case whose point is the error.
                    continue;
                }
                if (!claims.Contains(true))
                    continue;
                proved++;
                string? difference;
                try
                {
                    difference = trial.Refute(claims, seed);
                }
                catch (TfKeyedException)
                {
                    continue;
                }
                Assert.True(difference is null, $"{opCase} rows in {string.Join(",", set)}, constants {string.Join(",", opCase.Constants)}: {difference}");
            }
        }
        return proved;
    }

    private static bool HasRows(Tensor tensor) =>
        tensor.Shape.Rank > 0 && tensor.Shape[0] > 0 && tensor.Type is not (DataType.Resource or DataType.Variant);
}

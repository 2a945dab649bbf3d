using TfKeyedExport.Checking;
using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Serving.Verdicts;

/// <summary>
/// Ranks that a signature does not declare, and that clients of TensorFlow Serving send all the same. A verdict says nothing of them, so rows of such ranks are
/// joined only where it is proved that they may be.
/// </summary>
internal static class OtherRanks
{
    private const int Highest = 4;

    // Beyond, all inputs have the same rank, or nothing is tried.
    private const int MostMixed = 2;

    /// <summary>The ranks for which it is proved.</summary>
    public static IReadOnlySet<RankList> Proved(SavedModel model, ModelSignature signature, IReadOnlyList<bool> hasRows, IReadOnlyList<string>? tags)
    {
        var proved = new HashSet<RankList>();
        foreach (TensorShape[] shapes in Candidates(signature, hasRows))
        {
            if (RankList.Of(shapes) is { } ranks && IsProved(model, signature, shapes, tags))
                proved.Add(ranks);
        }
        return proved;
    }

    /// <summary>All ranks that are tried.</summary>
    public static IReadOnlySet<RankList> All(ModelSignature signature, IReadOnlyList<bool> hasRows) =>
        Candidates(signature, hasRows).Select(s => RankList.Of(s)).OfType<RankList>().ToHashSet();

    private static bool IsProved(SavedModel model, ModelSignature signature, TensorShape[] shapes, IReadOnlyList<string>? tags)
    {
        try
        {
            ModelSignature other = signature with { Inputs = [.. signature.Inputs.Select((input, i) => input with { Shape = shapes[i] })] };
            return SignatureSurvey.Of(model, other, tags) is { IsProved: true, IsRagged: false, FixedSize: null };
        }
        catch (TfKeyedException)
        {
            return false;
        }
    }

    private static IEnumerable<TensorShape[]> Candidates(ModelSignature signature, IReadOnlyList<bool> hasRows)
    {
        int batched = hasRows.Count(r => r);
        int combinations = batched <= MostMixed ? (int)Math.Pow(Highest, batched) : Highest;
        for (int number = 0; number < combinations; number++)
        {
            var shapes = new TensorShape[hasRows.Count];
            int rest = number;
            for (int i = 0; i < shapes.Length; i++)
            {
                shapes[i] = signature.Inputs[i].Shape;
                if (!hasRows[i])
                    continue;
                int rank = 1 + (batched <= MostMixed ? rest % Highest : number);
                rest /= Highest;
                shapes[i] = new TensorShape([.. Enumerable.Repeat(-1L, rank)]);
            }
            yield return shapes;
        }
    }
}

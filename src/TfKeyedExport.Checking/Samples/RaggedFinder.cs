using System.Globalization;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Errors;
using TfKeyedExport.Functions;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Samples;

/// <summary>
/// Recognises signatures whose rows are not rows of their tensors: a ragged tensor stands in a signature as its values and its row splits. Such
/// inputs are cut and put together as whole requests; such answers cannot be judged row by row, and a verdict on pieces of them would be false.
/// </summary>
internal static class RaggedFinder
{
    /// <summary>The ragged inputs of a signature.</summary>
    /// <exception cref="TfKeyedException">It gives a ragged answer.</exception>
    public static IReadOnlyList<RaggedInput> Find(ModelGraphs graphs, ModelSignature signature)
    {
        if (graphs.MetaGraph is not { } metaGraph)
            return [];
        IReadOnlyList<SavedConcreteFunction> functions = [.. ObjectGraphView.Of(metaGraph)?.Proto.ConcreteFunctions.Values ?? []];
        if (Groups(signature.Outputs, Ranks(functions.Select(f => f.OutputSignature), metaGraph), null) is [var answer, ..])
        {
            throw TfKeyedException.Refused(
                $"a row is the part of '{signature.Outputs[answer.Values].Name}' between two neighbours of '{signature.Outputs[answer.Splits[0]].Name}' "
                    + "(a ragged tensor), which check cannot cut into rows, so nothing was tried",
                $"signature {signature.Name}",
                "Give whole requests instead: run the same golden cases on this model and on the original (run --cases FILE) and compare the answers");
        }
        var evidence = new Lazy<RaggedEvidence>(() => new RaggedEvidence(graphs, signature));
        return Groups(signature.Inputs, Ranks(functions.Select(f => f.CanonicalizedInputSignature), metaGraph), evidence);
    }

    /// <summary>
    /// Arguments that are named as the parts of one ragged tensor, by TensorFlow, which numbers them, or by an export, if a
    /// function has a ragged tensor like that, or the graph takes them for one: names alone prove nothing.
    /// </summary>
    private static List<RaggedInput> Groups(
        IReadOnlyList<SignatureArgument> arguments, HashSet<(DataType Type, int Rank)> known, Lazy<RaggedEvidence>? evidence)
    {
        var groups = new List<RaggedInput>();
        for (int values = 0; values < arguments.Count; values++)
        {
            SignatureArgument argument = arguments[values];
            bool isOpen = !argument.Shape.HasRank || (argument.Shape.Rank > 0 && argument.Shape[0] < 0);
            if (!isOpen || groups.Exists(g => g.Has(values)))
                continue;
            List<int> splits = Splits(arguments, argument.Name);
            while (splits.Count > 0 && !known.Contains((argument.Type, splits.Count)) && evidence?.Value.IsSplits(arguments[splits[^1]].Name) != true)
                splits.RemoveAt(splits.Count - 1);
            if (splits.Count > 0)
                groups.Add(new RaggedInput(values, splits));
        }
        return groups;
    }

    private static List<int> Splits(IReadOnlyList<SignatureArgument> arguments, string values)
    {
        const string Ending = "_" + RaggedParts.Values;
        string stem = values.EndsWith(Ending, StringComparison.Ordinal) ? values[..^RaggedParts.Values.Length] + RaggedParts.RowSplits : "";
        if (stem.Length > 0 && Find(stem) is int only)
            return [only];
        List<int> numbered = stem.Length > 0 ? Numbered(stem, 0) : [];
        return numbered.Count > 0 ? numbered : Numbered(values, 1);

        List<int> Numbered(string name, int number)
        {
            var found = new List<int>();
            while (Find(string.Create(CultureInfo.InvariantCulture, $"{name}_{number}")) is int next)
            {
                found.Add(next);
                number++;
            }
            return found;
        }

        int? Find(string name)
        {
            for (int i = 0; i < arguments.Count; i++)
            {
                if (arguments[i].Name == name && CanBeSplits(arguments[i]))
                    return i;
            }
            return null;
        }
    }

    private static bool CanBeSplits(SignatureArgument argument) =>
        argument.Type is DataType.Int64 or DataType.Int32 && argument.Shape is { HasRank: true, Rank: 1 } shape && shape[0] < 0;

    /// <summary>The types of the ragged tensors that functions take or give, and how many of their dimensions are ragged.</summary>
    private static HashSet<(DataType Type, int Rank)> Ranks(IEnumerable<StructuredValue?> values, MetaGraph metaGraph)
    {
        var found = new HashSet<(DataType, int)>();
        foreach (StructuredValue? value in values)
        {
            List<StructuredLeaf> leaves = StructureReader.Leaves(value, metaGraph.Where);
            for (int i = 0; i < leaves.Count; i++)
            {
                if (leaves[i].Part == RaggedParts.Values)
                    found.Add((leaves[i].Tensor!.Type, leaves.Skip(i + 1).TakeWhile(l => l.IsFurtherPart).Count()));
            }
        }
        return found;
    }
}

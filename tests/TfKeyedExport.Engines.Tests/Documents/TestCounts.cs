using System.Text.Json;
using TfKeyedExport.Embedded.Planning;
using TfKeyedExport.Engines.Tests.OpByOp;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Keying;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Testing;

namespace TfKeyedExport.Engines.Tests.Documents;

/// <summary>How often each operation is tested.</summary>
internal static class TestCounts
{
    private static readonly string OpCases = Path.Combine(Repository.Root, "tests", "TfKeyedExport.Engines.Tests", "Embedded", "OpCases");

    /// <summary>By operation, the single calls with TensorFlow's answers.</summary>
    public static IReadOnlyDictionary<string, int> RecordedCases() => Directory.GetFiles(OpCases, "*.cases.json")
        .SelectMany(OperationsOf)
        .Concat(OpCaseFile.All().Select(f => OpCaseFile.Read(f).Case.Op))
        .CountBy(op => op, StringComparer.Ordinal)
        .ToDictionary(StringComparer.Ordinal);

    /// <summary>By operation, the test models with golden answers that need it.</summary>
    public static IReadOnlyDictionary<string, int> Models() => GoldenCorpus.Models
        .SelectMany(name => GraphsOf(SavedModel.Load(Repository.Model(name))).SelectMany(Operations).Distinct())
        .CountBy(op => op, StringComparer.Ordinal)
        .ToDictionary(StringComparer.Ordinal);

    private static List<string> OperationsOf(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(c => c.GetProperty("op").GetString()!)];
    }

    private static IEnumerable<Graph> GraphsOf(SavedModel model)
    {
        if (!model.MetaGraphs.SelectMany(m => m.Signatures).Any(s => s.IsServable))
            model = KeyingPlan.For(model, new KeyingRequest { Keys = [] }).Apply();
        foreach (MetaGraph metaGraph in model.MetaGraphs)
        {
            var source = new GraphSource(metaGraph);
            foreach (ModelSignature signature in metaGraph.Signatures.Where(s => s.IsServable))
            {
                if (Build(source, signature) is { } graph)
                    yield return graph;
            }
        }
    }

    /// <summary>The graph; null for a signature whose tensors are not plain ones.</summary>
    private static Graph? Build(GraphSource source, ModelSignature signature)
    {
        try
        {
            return CallableGraph.Build(source, signature);
        }
        catch (TfKeyedException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Operations(Graph graph) =>
        graph.Nodes.SelectMany(n => n.Regions.SelectMany(Operations).Append(n.Work.Name));
}

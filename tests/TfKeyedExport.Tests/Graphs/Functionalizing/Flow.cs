using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Building;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;
using TfKeyedExport.Testing;
using Xunit;

namespace TfKeyedExport.Tests.Graphs.Functionalizing;

/// <summary>Builds graphs with TensorFlow 1's control flow.</summary>
internal static class Flow
{
    /// <summary>The graph between the placeholders and some tensors.</summary>
    public static Graph Build(string text, params string[] fetches) => Build(text, fetches, []);

    /// <summary>The same, with nodes that must run.</summary>
    public static Graph Build(string text, string[] fetches, string[] targets, params FunctionDef[] functions)
    {
        MetaGraph metaGraph = GraphText.Model(text, fetches, functions).MetaGraphs[0];
        ModelSignature signature = metaGraph.Signature("serving_default")!;
        return new GraphBuilder(metaGraph).Build(
            "test", [.. signature.Inputs.Select(i => i.TensorName)], [.. signature.Inputs.Select(i => i.Type)], fetches, targets);
    }

    /// <summary>The message that a graph is refused with.</summary>
    public static string Refusal(string text, params string[] fetches)
    {
        TfKeyedException error = Assert.Throws<TfKeyedException>(() => Build(text, fetches));
        Assert.NotNull(error.Where);
        Assert.NotNull(error.Next);
        return error.Message;
    }

    /// <summary>A text with some of its lines replaced: those that begin with the same name.</summary>
    public static string With(string text, params string[] lines)
    {
        IEnumerable<string> kept = text.Split('\n').Where(l => !lines.Any(n => n.Split(' ')[0] == l.Trim().Split(' ')[0]));
        return string.Join('\n', [.. kept, .. lines.Where(l => l.Contains(' ', StringComparison.Ordinal))]);
    }

    /// <summary>The operations of a region, parameters excepted.</summary>
    public static string Ops(Graph graph) => string.Join(' ', graph.Nodes.Where(n => !n.IsParameter).Select(n => n.Work.Name));
}

using System.Globalization;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Tables;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Safety;

/// <summary>
/// TensorFlow makes room for as many entries of a table as a model says before it reads the first, and ends the process if there is no such memory.
/// </summary>
internal static class ForeignTables
{
    // Harmless whatever the asset is.
    private const long FewEntries = 1 << 20;

    /// <summary>Checks a node that fills a table from a file.</summary>
    /// <exception cref="TfKeyedException">It promises more entries than the model's assets have bytes: each takes a line.</exception>
    public static void Check(NodeRecord record, FunctionBody? inside, MetaGraph metaGraph)
    {
        if (!IsFromFile(record.Operation.Operation) || record.Attributes.Find("vocab_size") is not { } size)
            return;
        // What a call puts in its place is anything.
        long entries = size.ValueCase == AttrValue.ValueOneofCase.Placeholder ? long.MaxValue : size.I;
        if (entries <= FewEntries)
            return;
        long bytes = metaGraph.Assets.Select(a => a.Filename).Distinct().Sum(name => new FileInfo(metaGraph.Model.AssetFile(name)).Length);
        if (entries > bytes + 1)
        {
            string number = entries == long.MaxValue ? "any number of" : entries.ToString("N0", CultureInfo.InvariantCulture);
            throw TfKeyedException.Unreadable(
                $"a table is to have {number} entries, more than the model's assets have lines",
                $"node {new NodeOrigin(record.Name, inside?.Name)}", GraphAdvice.Contradicts);
        }
    }

    private static bool IsFromFile(Operation operation) =>
        operation == TableOperations.InitializeTableFromTextFile || operation == TableOperations.InitializeTableFromTextFileV2;
}

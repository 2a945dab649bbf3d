using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.Protos.Debug;
using TfKeyedExport.SavedModels.Files;

namespace TfKeyedExport.SavedModels;

/// <summary>The lines of the program that made a model's nodes, where the model was saved with them.</summary>
internal sealed class SourceLines
{
    private const string DebugInfo = "debug/saved_model_debug_info.pb";

    // Of a large net, some MiB.
    private const long MostBytes = 256 << 20;

    // Parts of paths under which lies what authors of models did not write.
    private static readonly string[] Libraries =
    [
        "/tensorflow/python/", "/tensorflow/core/", "/keras/src/", "/tf_keras/", "/site-packages/", "/dist-packages/",
    ];

    private readonly GraphDebugInfo _info;

    private SourceLines(GraphDebugInfo info) => _info = info;

    /// <summary>Reads them; null if the model has none, or they are damaged: nothing but messages needs them.</summary>
    public static SourceLines? Of(SavedModel model)
    {
        string path = Path.Combine(model.Folder, DebugInfo);
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists || file.Length > MostBytes)
                return null;
            return new SourceLines(GraphDebugInfo.Parser.ParseFrom(FileContent.Read(ModelFiles.Source(model.Folder, path)).Memory.Span));
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or TfKeyedException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The author's line that made a node, as <c>FILE:LINE</c>; null if it is not known.</summary>
    /// <param name="node">The node's name.</param>
    /// <param name="function">The function in whose body it stands; null in the main graph.</param>
    public string? Of(string node, string? function)
    {
        string name = $"{node}@{function}";
        GraphDebugInfo.Types.StackTrace? trace = _info.Traces.GetValueOrDefault(name)
            ?? (_info.NameToTraceId.TryGetValue(name, out ulong id) ? _info.TracesById.GetValueOrDefault(id) : null);
        if (trace is null)
            return null;
        IEnumerable<GraphDebugInfo.Types.FileLineCol> frames = trace.FrameId.Count > 0
            ? trace.FrameId.Select(f => _info.FramesById.GetValueOrDefault(f)).OfType<GraphDebugInfo.Types.FileLineCol>()
            : trace.FileLineCols;
        // The innermost comes last.
        string[] lines = [.. frames.Where(f => f.FileIndex >= 0 && f.FileIndex < _info.Files.Count).Select(f => $"{_info.Files[f.FileIndex]}:{f.Line}")];
        return Array.FindLast(lines, l => !Array.Exists(Libraries, l.Contains)) ?? (lines.Length > 0 ? lines[^1] : null);
    }
}

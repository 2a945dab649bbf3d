using System.Text;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.TextFormat;
using TfKeyedExport.SavedModels.Files;
using TfKeyedExport.Serving.Configuration;

namespace TfKeyedExport.Handoff.Layout;

/// <summary>The list of models, which belongs to the operator: a model is added if it is not in it, and all else stays as it is written.</summary>
internal sealed class ModelsConfig
{
    private const string List = "model_config_list";

    private const string MoveAway = "move the file elsewhere: then a new one is written";

    private static readonly string[] Header =
    [
        "The models that a server offers: TensorFlow Serving and tfkeyed serve read it alike.",
        "tfkeyed handoff adds models that are not here yet, and changes nothing that is.",
    ];

    private readonly byte[]? _text;

    private ModelsConfig(byte[]? text, IReadOnlyList<ModelOptions> models)
    {
        _text = text;
        Models = models;
    }

    /// <summary>The models in it.</summary>
    public IReadOnlyList<ModelOptions> Models { get; }

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file; it need not be there.</param>
    /// <exception cref="TfKeyedException">It is there and cannot be read (refused).</exception>
    public static ModelsConfig Load(string path)
    {
        if (!Path.Exists(path))
            return new ModelsConfig(null, []);
        byte[] text = RegularFile.ReadAll(path, TextFormatLimits.Default.Bytes) ?? throw TfKeyedException.Refused(
            $"the list of models has more than {TextFormatLimits.Default.Bytes:N0} bytes", path, MoveAway);
        Reading<ModelServerOptions> read = ModelServerConfigReader.Read(path, text);
        return read.Value is { } options ? new ModelsConfig(text, [.. options.Models]) : throw TfKeyedException.Refused(
            $"the list of models cannot be read: {read.Faults[0].Message}", path, $"{read.Faults[0].Next.TrimEnd('.')}. Or {MoveAway}");
    }

    /// <summary>The file with a model in it; null if it is there already.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="name">The model.</param>
    /// <param name="folder">The folder of its versions.</param>
    /// <exception cref="TfKeyedException">The file has another model of this name (refused).</exception>
    public byte[]? With(string path, string name, string folder)
    {
        if (Models.FirstOrDefault(m => m.Name == name) is { } there)
        {
            return IsSame(there.Folder, folder) ? null : throw TfKeyedException.Refused(
                $"the list of models has '{name}' already, of another folder ({there.BasePath})", path, "take another --name, or correct the list");
        }
        byte[] changed = Insert(name, folder);
        // What is added is added by looking for a brace: it is read again before anybody else does.
        Reading<ModelServerOptions> read = ModelServerConfigReader.Read(path, changed);
        return read.Value is { } options && options.Models.SequenceEqual(Models.Append(Entry(name, folder))) ? changed : throw TfKeyedException.Refused(
            $"'{name}' cannot be added to the list of models as it is written", path,
            $"add it yourself: config {{ name: {TextFormatWriter.Quoted(name)} base_path: {TextFormatWriter.Quoted(folder)} model_platform: \"tensorflow\" }}");
    }

    private static bool IsSame(string first, string second) =>
        first.Length > 0 && RealPath.IsSame(RealPath.Of(first), RealPath.Of(second));

    private static ModelOptions Entry(string name, string folder) => new()
    {
        Name = name,
        BasePath = folder,
        Platform = ModelOptions.TensorFlow,
        VersionPolicy = new VersionPolicy.Latest(1),
    };

    // One version: the next one answers before the last one goes, so that none is missed and no memory is held for old ones.
    private static void Write(TextFormatWriter writer, string name, string folder) => writer.Message("config", c => c
        .Field("name", name)
        .Field("base_path", folder)
        .Field("model_platform", ModelOptions.TensorFlow)
        .Message("model_version_policy", p => p.Message("latest", l => l.Field("num_versions", 1))));

    // In bytes: what an operator wrote in a comment need not be UTF-8.
    private byte[] Insert(string name, string folder)
    {
        byte[] text = _text ?? Encoding.UTF8.GetBytes(new TextFormatWriter().Comment(Header).ToString());
        var added = new TextFormatWriter();
        if (MessageEnd.Find(text, List) is not { } end)
        {
            added.Message(List, list => Write(list, name, folder));
            return [.. text, .. text is [] or [.., (byte)'\n'] ? [] : "\n"u8.ToArray(), .. Encoding.UTF8.GetBytes(added.ToString())];
        }
        Write(added, name, folder);
        byte[] lines = Encoding.UTF8.GetBytes(string.Concat(added.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => $"  {l}\n")));
        // A brace that has a line for itself keeps it.
        int line = text.AsSpan(0, end).LastIndexOf((byte)'\n') + 1;
        bool isAlone = text.AsSpan(line, end - line).IndexOfAnyExcept(" \t"u8) < 0;
        return isAlone ? [.. text[..line], .. lines, .. text[line..]] : [.. text[..end], (byte)'\n', .. lines, .. text[end..]];
    }
}

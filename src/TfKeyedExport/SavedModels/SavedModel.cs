using System.Buffers;
using TfKeyedExport.Errors;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels.Bundles;
using TfKeyedExport.SavedModels.Files;
using TfKeyedExport.SavedModels.Publishing;

namespace TfKeyedExport.SavedModels;

/// <summary>A SavedModel: its protos in memory, and the folder in which its variables and assets stay.</summary>
public sealed class SavedModel : IModelToWrite
{
    /// <summary>The file that holds the protos.</summary>
    public const string ProtoName = ModelFileNames.Proto;

    private readonly Lock _parsing = new();
    private FileContent? _content;
    private SavedModelProto? _proto;

    /// <summary>A model whose protos are there.</summary>
    internal SavedModel(string folder, SavedModelProto proto)
    {
        Folder = folder;
        _proto = proto;
        MetaGraphs = proto.MetaGraphs.Select((_, i) => new MetaGraph(this, i, null)).ToList();
    }

    /// <summary>A model whose protos are parsed when somebody asks for them.</summary>
    internal SavedModel(string folder, FileContent content, IReadOnlyList<MetaGraphParts> parts)
    {
        Folder = folder;
        _content = content;
        MetaGraphs = parts.Select((p, i) => new MetaGraph(this, i, p)).ToList();
    }

    /// <summary>The folder that holds <c>variables/</c> and <c>assets/</c>; of an edited model, the original's.</summary>
    public string Folder { get; }

    /// <summary>The file beside the protos that a copy of the model gets in another form; null carries all over as they are.</summary>
    internal IFileEdit? FileEdit { get; init; }

    IFileEdit? IModelToWrite.FileEdit => FileEdit;

    bool IModelToWrite.KeepsGraph => false;

    byte[] IModelToWrite.Serialize() => ModelSerializer.Serialize(Proto);

    /// <summary>The content of <c>saved_model.pb</c>, parsed when it is first asked for and then kept.</summary>
    /// <exception cref="TfKeyedException">It is damaged where nobody had looked yet.</exception>
    internal SavedModelProto Proto
    {
        get
        {
            lock (_parsing)
            {
                if (_proto is null)
                {
                    _proto = SavedModelReader.Parse(_content!.GetSpan(), ProtoPath);
                    // Who reads the content in place keeps it alive himself.
                    _content = null;
                }
                return _proto;
            }
        }
    }

    /// <summary>Whether the protos were parsed or given, so that they may have been edited.</summary>
    internal bool IsParsed
    {
        get
        {
            lock (_parsing)
                return _proto is not null;
        }
    }

    /// <summary>The metagraphs, in the file's order.</summary>
    public IReadOnlyList<MetaGraph> MetaGraphs { get; }

    internal string ProtoPath => Path.Combine(Folder, ProtoName);

    /// <summary>Reads a model; its variables stay in their files.</summary>
    /// <param name="path">The model's folder, or the <c>saved_model.pb</c> in it.</param>
    /// <exception cref="TfKeyedException">There is no SavedModel, or it is damaged.</exception>
    public static SavedModel Load(string path)
    {
        string folder = SavedModelLocator.Find(path);
        return SavedModelReader.Read(folder, Path.Combine(folder, ProtoName));
    }

    /// <summary>Reads a model whose protos are going to be needed as a whole: parses them at once.</summary>
    /// <inheritdoc cref="Load"/>
    internal static SavedModel LoadWhole(string path)
    {
        string folder = SavedModelLocator.Find(path);
        string file = Path.Combine(folder, ProtoName);
        using IMemoryOwner<byte> content = FileContent.Read(file);
        return new SavedModel(folder, SavedModelReader.Parse(content.Memory.Span, file));
    }

    /// <summary>The file that an asset's name means.</summary>
    /// <param name="filename">The name, as an <c>AssetFileDef</c> has it.</param>
    /// <exception cref="TfKeyedException">The name leads out of the model's <c>assets</c> folder.</exception>
    public string AssetPath(string filename)
    {
        AssetNames.Check(filename, ProtoPath);
        return Path.Combine(Folder, "assets", filename);
    }

    /// <summary>The file of an asset that may be read: under the rules by which an export carries it over.</summary>
    /// <param name="filename">The name, as an <c>AssetFileDef</c> has it.</param>
    /// <returns>Its path, links resolved.</returns>
    /// <exception cref="TfKeyedException">It is missing, no regular file, or outside the model's folder.</exception>
    internal string AssetFile(string filename)
    {
        string path = AssetPath(filename);
        if (!Path.Exists(path) && new FileInfo(path).LinkTarget is null)
            throw TfKeyedException.Unreadable("this asset is missing", path, ModelErrors.CopyAgain);
        return ModelFiles.Source(Folder, path);
    }

    /// <summary>Opens the model's variables.</summary>
    /// <returns>The variables, or null if the model has none. Dispose it when its tensors are no longer in use.</returns>
    /// <exception cref="TfKeyedException">The index is damaged.</exception>
    public VariableBundle? OpenVariables()
    {
        string folder = Path.Combine(Folder, "variables");
        return SourceFiles.Exists(Path.Combine(folder, "variables.index")) ? VariableBundle.Open(folder) : null;
    }

    /// <summary>Writes the model as a new folder, in one step: whatever happens, the folder is whole or absent.</summary>
    /// <param name="path">The folder to make.</param>
    /// <param name="options">How; the defaults if null.</param>
    /// <exception cref="TfKeyedException">Refused: the folder exists, overlaps this model's or cannot be written.</exception>
    /// <remarks>To look at the result before it is published, use <see cref="Stage"/>.</remarks>
    public SaveResult Save(string path, SaveOptions? options = null)
    {
        using StagedModel staged = Stage(path, options);
        return staged.Publish();
    }

    /// <summary>Writes the model into a hidden folder beside the output; nothing is at the output before <see cref="StagedModel.Publish"/>.</summary>
    /// <param name="path">The folder to make; missing parents are made too.</param>
    /// <param name="options">How; the defaults if null.</param>
    /// <returns>The staged model; dispose it to give up or to end.</returns>
    /// <exception cref="TfKeyedException">
    /// Refused: the output exists or overlaps the input. Or it cannot be written; or a file of the model cannot be read, does not fit its checksum or changes.
    /// </exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled; nothing is left.</exception>
    public StagedModel Stage(string path, SaveOptions? options = null) => SavedModelWriter.Stage(this, path, options);

    /// <summary>Finds out whether the model could be saved, with every check that <see cref="Stage"/> makes before it writes, and writes nothing.</summary>
    /// <inheritdoc cref="Stage" path="/param"/>
    /// <exception cref="TfKeyedException">It could not.</exception>
    public void RehearseSave(string path, SaveOptions? options = null) => SavedModelWriter.Rehearse(this, path, options);
}

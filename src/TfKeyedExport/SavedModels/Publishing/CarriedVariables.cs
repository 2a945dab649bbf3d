using System.Buffers;
using System.Globalization;
using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels.Bundles;
using TfKeyedExport.SavedModels.Files;

namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>The variables among the files that are carried over, held against their index: every data file is there and long enough.</summary>
internal sealed class CarriedVariables
{
    private static readonly string Prefix = Path.Combine("variables", "variables");
    private static readonly string IndexName = Prefix + ".index";
    private readonly Dictionary<string, int> _shards;

    private CarriedVariables(byte[] index, IReadOnlyList<BundleEntry> entries, Dictionary<string, int> shards, ModelFiles.ModelFile[] files)
    {
        Index = index;
        Entries = entries;
        _shards = shards;
        Files = files;
    }

    /// <summary>The index's content.</summary>
    public byte[] Index { get; }

    /// <summary>What lies in data files, in the order in which it lies there.</summary>
    public IReadOnlyList<BundleEntry> Entries { get; }

    /// <summary>The data files by number; those that hold nothing may be missing.</summary>
    public ModelFiles.ModelFile[] Files { get; }

    /// <summary>Finds a model's variables.</summary>
    /// <returns>The variables, or null if the model has none.</returns>
    /// <exception cref="TfKeyedException">The index is damaged, or a data file is missing or cut off.</exception>
    public static CarriedVariables? Of(ModelFiles model)
    {
        ModelFiles.ModelFile? index = Find(model, IndexName);
        if (index is not { } found)
        {
            if (model.Files.FirstOrDefault(f => f.Name.StartsWith(Prefix + ".data-", StringComparison.Ordinal)) is { Name: not null } orphan)
                throw TfKeyedException.Unreadable("this file of variables has no index (variables.index) beside it", orphan.Source, ModelErrors.CopyAgain);
            return null;
        }
        byte[] content;
        using (IMemoryOwner<byte> bytes = FileContent.Read(found.Source))
            content = bytes.Memory.ToArray();
        BundleIndex parsed = BundleIndex.Parse(content, found.Source, anyByteOrder: true);
        IReadOnlyList<BundleEntry> entries = parsed.InFileOrder();
        var shards = new Dictionary<string, int>(StringComparer.Ordinal);
        var files = new ModelFiles.ModelFile[parsed.Shards];
        foreach (BundleEntry entry in entries)
        {
            if (files[entry.Shard].Name is null)
            {
                string name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}.data-{entry.Shard:00000}-of-{parsed.Shards:00000}");
                files[entry.Shard] = Find(model, name)
                    ?? throw TfKeyedException.Unreadable(
                        "this file of variables is missing", Path.Combine(Path.GetDirectoryName(found.Path)!, Path.GetFileName(name)), ModelErrors.CopyAgain);
                shards.Add(name, entry.Shard);
            }
            ModelFiles.ModelFile file = files[entry.Shard];
            if (entry.Offset + entry.Size > file.Length)
                throw TfKeyedException.Unreadable(
                    $"the file ends at byte {file.Length:N0}, but {Name(entry)} needs {entry.Offset + entry.Size:N0}: it is cut off",
                    file.Path, ModelErrors.CopyAgain);
        }
        return new CarriedVariables(content, entries, shards, files);
    }

    /// <summary>The number of a data file that holds something; -1 for every other file.</summary>
    public int ShardOf(ModelFiles.ModelFile file) => _shards.GetValueOrDefault(file.Name, -1);

    /// <summary>Makes sure that a copied index is the one that was read.</summary>
    /// <exception cref="TfKeyedException">It is another.</exception>
    public void CheckIndex(string folder)
    {
        using IMemoryOwner<byte> copy = FileContent.Read(Path.Combine(folder, IndexName));
        if (!copy.Memory.Span.SequenceEqual(Index))
            throw FileCopier.Changed(IndexName);
    }

    /// <summary>An entry's name for messages.</summary>
    public static string Name(BundleEntry entry) => entry.Key.StartsWith('\0') ? "a slice of a variable" : $"'{entry.Key}'";

    private static ModelFiles.ModelFile? Find(ModelFiles model, string name)
    {
        foreach (ModelFiles.ModelFile file in model.Files)
        {
            if (file.Name == name)
                return file;
        }
        return null;
    }
}

using System.Globalization;
using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels.Files;

namespace TfKeyedExport.SavedModels;

/// <summary>Finds the SavedModel that a path means, or says what lies there instead and where one is.</summary>
internal static class SavedModelLocator
{
    private const int MaxNamed = 5;

    /// <summary>The model's folder; the path may name it or the <c>saved_model.pb</c> in it.</summary>
    /// <exception cref="TfKeyedException">There is no SavedModel.</exception>
    public static string Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0)
            throw TfKeyedException.Unreadable("the model's path is empty", null, "Name the folder of a SavedModel");
        LocalPath.Check(path);
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Holds(full))
            return full;
        try
        {
            if (File.Exists(full))
                return Path.GetFileName(full) == SavedModel.ProtoName ? Path.GetDirectoryName(full)! : throw ForeignFormats.File(path, Head(full));
            throw Directory.Exists(full) ? NotIn(full, path) : Missing(full, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw TfKeyedException.Unreadable($"the folder cannot be read ({e.Message})", path, SystemErrors.Next(e, "Check its permissions"), e);
        }
    }

    private static bool Holds(string folder) => File.Exists(Path.Combine(folder, SavedModel.ProtoName));

    private static TfKeyedException Missing(string full, string path)
    {
        SourceFiles.ThrowIfHidden(full);
        string? above = Path.GetDirectoryName(full);
        while (above is not null && !Directory.Exists(above))
            above = Path.GetDirectoryName(above);
        string next = "Check the path";
        if (above is not null && Holds(above))
            next = $"There is one in {above}";
        else if (above is not null && Children(above) is { Count: > 0 } models)
            next = $"{above} has {Name(models)}";
        return TfKeyedException.Unreadable("no such folder", path, next);
    }

    private static TfKeyedException NotIn(string folder, string path)
    {
        SourceFiles.ThrowIfHidden(Path.Combine(folder, SavedModel.ProtoName));
        if (File.Exists(Path.Combine(folder, "saved_model.pbtxt")))
            return ForeignFormats.Text(path);
        if (File.Exists(Path.Combine(folder, "saved_model.cpb")))
            return ForeignFormats.Chunked(path);
        string what = $"no {SavedModel.ProtoName} in this folder";
        if (Children(folder) is { Count: > 0 } models)
            return TfKeyedException.Unreadable(
                what, path, $"It has {Name(models)}; name {(models.Count == 1 ? "that" : "one of them")}, for example {Path.Combine(path, models[0])}");
        if (Path.GetDirectoryName(folder) is { } parent && Holds(parent))
            return TfKeyedException.Unreadable(what, path, $"It is a part of the model in {parent}; name that");
        if (File.Exists(Path.Combine(folder, "keras_metadata.pb")))
            return ForeignFormats.KerasFolder(path, "Keras's metadata (keras_metadata.pb)");
        if (File.Exists(Path.Combine(folder, "model.weights.h5")))
            return ForeignFormats.KerasFolder(path, "an unpacked .keras file");
        foreach (string file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Take(100))
        {
            if (ForeignFormats.Recognise(file, Head(file)) is { } other)
                return TfKeyedException.Unreadable($"{what}; of {Path.GetFileName(file)} in it: {other.What}", path, other.Next);
        }
        bool isEmpty = !Directory.EnumerateFileSystemEntries(folder).Any();
        return TfKeyedException.Unreadable(what, path, isEmpty ? "The folder is empty; name the folder of a SavedModel" : "Name the folder of a SavedModel");
    }

    /// <summary>The names of children that are models: the highest version first, then by name.</summary>
    private static List<string> Children(string folder) => [.. Directory.EnumerateDirectories(folder)
        .Where(Holds)
        .Select(child => Path.GetFileName(child))
        // What a killed export left is nobody's model.
        .Where(name => !name.StartsWith(ModelFileNames.OwnPrefix, StringComparison.Ordinal))
        .OrderByDescending(name => long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out long version) ? version : -1)
        .ThenBy(name => name, StringComparer.Ordinal)];

    private static string Name(List<string> models)
    {
        string names = string.Join(", ", models.Take(MaxNamed).Select(m => $"'{m}'")) + (models.Count > MaxNamed ? ", ..." : "");
        return models.Count == 1 ? $"a model in {names}" : $"{models.Count} models: {names}";
    }

    private static byte[] Head(string path)
    {
        // Opening a pipe would wait for somebody to write to it.
        if (OperatingSystem.IsLinux() && LinuxFiles.FileType(path, followLinks: true) is not (LinuxFiles.RegularFile or 0))
            return [];
        using var file = File.OpenHandle(path);
        byte[] head = new byte[ForeignFormats.HeadLength];
        return head[..RandomAccess.Read(file, head, 0)];
    }
}

using System.Globalization;
using System.Text.Json;
using TfKeyedExport.Errors;
using TfKeyedExport.Handoff.Layout;
using TfKeyedExport.SavedModels.Files;
using TfKeyedExport.Serving.Configuration;

namespace TfKeyedExport.Handoff.Manifests;

/// <summary>A model of the repository, as it is served from now on.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Verdict">What the check said of the version, in a few words.</param>
/// <param name="Sizes">The batch sizes that the version's own file allows; empty if it has none.</param>
/// <param name="Bytes">The bytes of its files.</param>
internal sealed record ServedModel(string Name, string Verdict, IReadOnlyList<int> Sizes, long Bytes)
{
    private const int MostBytes = 16 << 20;

    /// <summary>What is known of a model that lies in a repository: of its highest version.</summary>
    /// <param name="model">The model.</param>
    public static ServedModel Of(ModelOptions model)
    {
        string folder = model.Folder;
        try
        {
            if (new VersionNumbers(folder).All() is not [.., var version])
                return new ServedModel(model.Name, "no version yet", [], 0);
            string here = Path.Combine(folder, version.ToString(CultureInfo.InvariantCulture));
            var files = new DirectoryInfo(here).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 64 });
            return new ServedModel(
                model.Name,
                VerdictOf(Path.Combine(here, RepositoryFiles.Verdict)),
                SizesOf(Path.Combine(here, BatchingParametersReader.FileOfVersion)),
                files.Sum(f => f.Length));
        }
        catch (Exception error) when (error is TfKeyedException or IOException or UnauthorizedAccessException)
        {
            return new ServedModel(model.Name, "cannot be read", [], 0);
        }
    }

    private static IReadOnlyList<int> SizesOf(string file) =>
        File.Exists(file) && BatchingParametersReader.ReadFileOfVersion(file, new BatchingOptions()).Value is { } options ? [.. options.AllowedBatchSizes] : [];

    private static string VerdictOf(string file)
    {
        if (!File.Exists(file) || RegularFile.ReadAll(file, MostBytes) is not { } bytes)
            return "not checked by tfkeyed handoff";
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            return VerdictFile.Words(document.RootElement);
        }
        catch (JsonException)
        {
            return "not checked by tfkeyed handoff";
        }
    }
}

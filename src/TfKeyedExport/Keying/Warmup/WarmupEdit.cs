using TfKeyedExport.Errors;
using TfKeyedExport.Keying.Plans;
using TfKeyedExport.SavedModels.Files;
using TfKeyedExport.SavedModels.Records;

namespace TfKeyedExport.Keying.Warmup;

/// <summary>Changes a model's warm-up file for its keyed signature, record by record: no more than one is in memory.</summary>
/// <param name="plan">What is keyed.</param>
internal sealed class WarmupEdit(MetaGraphPlan plan)
{
    /// <summary>What TF Serving takes at most; it refuses a model with more.</summary>
    private const int MaxRecords = 1000;
    private const int MaxRecordBytes = 64 << 20;

    /// <summary>Finds out what is going to happen to the file; null if the model has none.</summary>
    public WarmupPlan? Plan(string folder)
    {
        string path = Path.Combine(folder, WarmupPlan.FileName);
        // What leads out of the folder or is no file at all is refused when the files are carried over.
        if (!File.Exists(path) || !RealPath.IsBelow(RealPath.Of(path), RealPath.Of(folder))
            || (OperatingSystem.IsLinux() && LinuxFiles.FileType(path, followLinks: true) is not (LinuxFiles.RegularFile or 0)))
            return null;
        try
        {
            return Rewrite(path, Stream.Null);
        }
        catch (TfKeyedException error)
        {
            return new WarmupPlan(0, 0, 0, 0, null, error.What);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && !SystemErrors.IsOutOfFiles(e))
        {
            return new WarmupPlan(0, 0, 0, 0, null, $"it cannot be read ({e.Message.TrimEnd('.')})");
        }
    }

    /// <summary>Writes the changed file.</summary>
    /// <exception cref="TfKeyedException">The file is damaged or too large.</exception>
    public WarmupPlan Rewrite(string source, Stream target)
    {
        using FileStream stream = File.OpenRead(source);
        var reader = new RecordReader(stream, MaxRecordBytes, source);
        var record = new WarmupRecord(plan);
        var counts = new int[4];
        string? why = null;
        for (int count = 0; reader.TryRead(out ReadOnlyMemory<byte> bytes); count++)
        {
            if (count == MaxRecords)
                throw TfKeyedException.Unreadable($"it holds more than {MaxRecords} records, which TF Serving refuses", source);
            (WarmupFate fate, ReadOnlyMemory<byte> changed, string? problem) = record.Edit(bytes);
            counts[(int)fate]++;
            why ??= problem;
            if (fate != WarmupFate.Dropped)
                RecordWriter.Write(target, changed.Span);
        }
        return new WarmupPlan(
            counts[(int)WarmupFate.Keyed], counts[(int)WarmupFate.Moved], counts[(int)WarmupFate.Unchanged], counts[(int)WarmupFate.Dropped], why, null);
    }
}

using System.Globalization;
using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels;
using TfKeyedExport.SavedModels.Bundles;

namespace TfKeyedExport.Serving.Versions;

/// <summary>Whether all of a version's files are there: a folder that somebody still copies into has a number, too.</summary>
internal static class Completeness
{
    /// <summary>What is still missing; null if nothing is.</summary>
    /// <param name="folder">The version's folder.</param>
    public static string? Missing(string folder)
    {
        var proto = new FileInfo(Path.Combine(folder, SavedModel.ProtoName));
        if (!proto.Exists)
            return $"{SavedModel.ProtoName} is not there";
        if (proto.Length == 0)
            return $"{SavedModel.ProtoName} is empty";
        string prefix = Path.Combine(folder, "variables", "variables");
        if (File.Exists(prefix + ".index"))
            return MissingShard(prefix);
        // The index sorts after the data, and so it is often copied last.
        return Directory.Exists(Path.GetDirectoryName(prefix)) && Directory.EnumerateFiles(Path.GetDirectoryName(prefix)!).Any()
            ? "the variables' index is not there"
            : null;
    }

    private static string? MissingShard(string prefix)
    {
        BundleIndex index;
        try
        {
            index = BundleIndex.Read(prefix + ".index");
        }
        catch (TfKeyedException e)
        {
            return $"the variables' index cannot be read yet ({e.What})";
        }
        var ends = new long[index.Shards];
        foreach (BundleEntry entry in index.InFileOrder())
            ends[entry.Shard] = Math.Max(ends[entry.Shard], entry.Offset + entry.Size);
        for (int shard = 0; shard < ends.Length; shard++)
        {
            var file = new FileInfo(string.Create(CultureInfo.InvariantCulture, $"{prefix}.data-{shard:00000}-of-{ends.Length:00000}"));
            // What a link leads to counts, and not the link.
            if (file.LinkTarget is not null && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target)
                file = target;
            if (ends[shard] > 0 && (!file.Exists || file.Length < ends[shard]))
            {
                return string.Create(
                    CultureInfo.InvariantCulture, $"{file.Name} has {(file.Exists ? file.Length : 0)} bytes of the {ends[shard]} that its index names");
            }
        }
        return null;
    }
}

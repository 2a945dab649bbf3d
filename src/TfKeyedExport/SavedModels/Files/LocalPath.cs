using TfKeyedExport.Errors;

namespace TfKeyedExport.SavedModels.Files;

/// <summary>Tells places in remote stores from paths: <c>s3://bucket/model</c> is no folder named <c>s3:</c>.</summary>
internal static class LocalPath
{
    /// <summary>Refuses a URL where a path is needed, with the command that copies from there or to there.</summary>
    /// <param name="path">What the user named.</param>
    /// <param name="written">Whether it was to be written rather than read.</param>
    /// <exception cref="TfKeyedException">It is a URL (refused).</exception>
    public static void Check(string path, bool written = false)
    {
        path = WithBothSlashes(path);
        int end = path.IndexOf("://", StringComparison.Ordinal);
        // One letter is a drive.
        if (end < 2 || !char.IsAsciiLetter(path[0]) || path.AsSpan(0, end).IndexOfAnyExcept(SchemeCharacters) >= 0)
            return;
        string scheme = path[..end].ToLowerInvariant();
        if (scheme == "file")
            throw TfKeyedException.Refused("this is a URL, and paths are taken as they are", path, $"Write the path itself: {path[(end + 3)..]}");
        string next = Command(scheme, path, written) is { } command
            ? written ? $"Write to a local path, then copy it: {command}" : $"Copy it first, then name the copy: {command}"
            : written ? "Write to a local path, then copy it with the store's own tool" : "Copy it first with the store's own tool, then name the copy";
        throw TfKeyedException.Refused($"{scheme}:// is a remote store; only local files are {(written ? "written" : "read")}", path, next);
    }

    private const string Local = "LOCAL";
    private static readonly HashSet<string> Stores = new(
        [
            "s3", "s3a", "s3n", "gs", "gcs", "abfs", "abfss", "az", "azure", "wasb", "wasbs", "adl", "hdfs", "viewfs", "webhdfs", "dbfs", "hf", "http", "https",
            "sftp",
        ],
        StringComparer.OrdinalIgnoreCase);
    private static readonly System.Buffers.SearchValues<char> SchemeCharacters =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    // Whoever takes a URL for a path makes one of its two slashes.
    private static string WithBothSlashes(string path)
    {
        int colon = path.IndexOf(":/", StringComparison.Ordinal);
        return colon > 1 && !path.AsSpan(colon).StartsWith("://", StringComparison.Ordinal) && Stores.Contains(path[..colon])
            ? path.Insert(colon + 1, "/")
            : path;
    }

    private static string? Command(string scheme, string url, bool written)
    {
        string quoted = Quoted(url);
        (string from, string to) = written ? (Local, quoted) : (quoted, Local);
        return scheme switch
        {
            "s3" => $"aws s3 cp --recursive {from} {to}",
            // The command line of the same store knows one name for it.
            "s3a" or "s3n" => Command("s3", "s3" + url[scheme.Length..], written),
            "gs" => $"gcloud storage cp -r {from} {to}",
            "gcs" => Command("gs", "gs" + url[scheme.Length..], written),
            "abfs" or "abfss" or "az" or "azure" or "wasb" or "wasbs" or "adl" => written
                ? $"azcopy copy {Local} 'https://ACCOUNT.blob.core.windows.net/CONTAINER/PATH' --recursive, "
                    + $"or az storage copy -s {Local} -d 'https://ACCOUNT.blob.core.windows.net/CONTAINER/PATH' --recursive"
                : $"azcopy copy 'https://ACCOUNT.blob.core.windows.net/CONTAINER/PATH' {Local} --recursive, "
                    + $"or az storage copy -s 'https://ACCOUNT.blob.core.windows.net/CONTAINER/PATH' -d {Local} --recursive",
            "hdfs" or "viewfs" or "webhdfs" => written ? $"hdfs dfs -put {Local} {quoted}" : $"hdfs dfs -get {quoted} {Local}",
            "dbfs" when url.Contains("://", StringComparison.Ordinal) => Command(scheme, url.Replace("://", ":/", StringComparison.Ordinal), written),
            "dbfs" => $"databricks fs cp -r {from} {to}",
            "hf" when !written => $"hf download {Quoted(url["hf://".Length..])} --local-dir {Local}",
            "http" or "https" when !written => $"curl -fLO {quoted}, and unpack it if it is an archive",
            "ssh" or "scp" or "sftp" or "rsync" => written ? $"scp -r {Local} HOST:PATH" : $"scp -r HOST:PATH {Local}",
            _ => null,
        };
    }

    // To be pasted into a shell: a name must not become a command.
    private static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}

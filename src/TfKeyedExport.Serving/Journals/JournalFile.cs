namespace TfKeyedExport.Serving.Journals;

/// <summary>A file that lines are added to, which nobody but its owner reads.</summary>
internal static class JournalFile
{
    /// <summary>Opens a file at its end, and makes it if there is none.</summary>
    /// <param name="path">The file; <c>-</c> is what the program tells of itself by (stderr).</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static Stream Open(string path)
    {
        if (path == "-")
            return Console.OpenStandardError();
        var options = new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}

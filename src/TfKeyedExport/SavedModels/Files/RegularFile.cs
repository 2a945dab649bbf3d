using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using TfKeyedExport.Errors;

namespace TfKeyedExport.SavedModels.Files;

/// <summary>Opens files of models that nobody vouches for: a pipe would wait for a writer for ever, a device may act when it is opened.</summary>
internal static class RegularFile
{
    /// <summary>Opens a file for reading, which has to be a regular one.</summary>
    /// <param name="path">The file; links are followed.</param>
    /// <exception cref="TfKeyedException">It is neither file nor link to one.</exception>
    /// <exception cref="IOException">It is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static SafeFileHandle Open(string path)
    {
        if (!OperatingSystem.IsLinux())
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        Check(LinuxFiles.FileType(path, followLinks: true), path);
        SafeFileHandle file = LinuxFiles.Open(path, LinuxFiles.ReadWithoutWaiting);
        if (file.IsInvalid)
        {
            file.Dispose();
            // .NET knows what the system's error means.
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        }
        try
        {
            // Once more, of what was opened: the name may mean something else by now.
            Check(LinuxFiles.FileType(file), path);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads a file whole, which has to be a regular one.</summary>
    /// <param name="path">The file; links are followed.</param>
    /// <param name="most">How many bytes it may have.</param>
    /// <returns>Its bytes; null if it has more.</returns>
    /// <inheritdoc cref="Open" path="/exception"/>
    public static byte[]? ReadAll(string path, int most)
    {
        using var stream = new FileStream(Open(path), FileAccess.Read, bufferSize: 0);
        return ReadAll(stream, most);
    }

    /// <summary>Reads a stream to its end. What the system says of its length is not believed: pipes and devices have none.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="most">How many bytes it may have.</param>
    /// <returns>Its bytes; null if it has more.</returns>
    public static byte[]? ReadAll(Stream stream, int most)
    {
        var bytes = new byte[4096];
        for (int filled = 0; ;)
        {
            int read = stream.Read(bytes, filled, bytes.Length - filled);
            filled += read;
            if (read == 0)
                return bytes[..filled];
            if (filled > most)
                return null;
            if (filled == bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(bytes.Length * 2L, most + 1L));
        }
    }

    [SupportedOSPlatform("linux")]
    private static void Check(int type, string path)
    {
        if (type is not (LinuxFiles.RegularFile or 0))
            throw TfKeyedException.Unreadable("this is not a regular file", path, ModelErrors.CopyAgain);
    }
}

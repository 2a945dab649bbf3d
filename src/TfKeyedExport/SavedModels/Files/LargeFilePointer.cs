using TfKeyedExport.Errors;

namespace TfKeyedExport.SavedModels.Files;

/// <summary>Git LFS leaves a few lines of text in place of a large file that was not fetched.</summary>
internal static class LargeFilePointer
{
    /// <summary>No pointer is longer.</summary>
    public const int MaxLength = 1024;

    /// <summary>Whether a file begins as a pointer does.</summary>
    public static bool Is(ReadOnlySpan<byte> head) =>
        (head.StartsWith("version https://git-lfs.github.com/spec/"u8) || head.StartsWith("version https://hawser.github.com/spec/"u8))
            && head.IndexOf("\noid sha256:"u8) > 0;

    /// <summary>Whether a file is one; false if it cannot be read.</summary>
    public static bool Is(string path)
    {
        try
        {
            using Microsoft.Win32.SafeHandles.SafeFileHandle file = RegularFile.Open(path);
            if (RandomAccess.GetLength(file) > MaxLength)
                return false;
            Span<byte> head = stackalloc byte[MaxLength];
            return Is(head[..RandomAccess.Read(file, head, 0)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or TfKeyedException)
        {
            return false;
        }
    }

    /// <summary>The error for one.</summary>
    public static TfKeyedException Error(string path) => TfKeyedException.Unreadable(
        "this is a pointer of Git LFS, not the file that it stands for", path, "Fetch the files with 'git lfs pull' in the model's repository, then try again");
}

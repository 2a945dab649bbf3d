using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using TfKeyedExport.SavedModels.Files;

namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>The real file system.</summary>
internal sealed class SystemFileOperations : IFileOperations
{
    private SystemFileOperations()
    {
    }

    public static SystemFileOperations Instance { get; } = new();

    public void CreateFolder(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"The folder '{path}' exists already");
        Directory.CreateDirectory(path);
    }

    public IDisposable CreateLock(string path) => File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);

    public IDisposable? TryTakeLock(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void WriteFile(string path, ReadOnlySpan<byte> content, Durability durability)
    {
        using SafeFileHandle file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        RandomAccess.Write(file, content, 0);
        FileFlush.Flush(file, durability);
    }

    public void WriteFile(string path, Action<Stream> write, Durability durability)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        write(stream);
        stream.Flush();
        FileFlush.Flush(stream.SafeFileHandle, durability);
    }

    public VariableCopy CopyFile(FileToCopy file) => FileCopier.Copy(file);

    public void FlushFolder(string path) => FileFlush.FlushFolder(path);

    public void MoveFolder(string from, string to)
    {
        if (OperatingSystem.IsLinux())
        {
            if (LinuxFiles.Rename(LinuxFiles.CurrentFolder, from, LinuxFiles.CurrentFolder, to, LinuxFiles.RenameNoReplace) == 0)
                return;
            if (Marshal.GetLastPInvokeError() == LinuxFiles.Exists)
                throw new IOException($"'{to}' exists already");
        }
        Directory.Move(from, to);
    }

    public bool TryExchange(string first, string second) => OperatingSystem.IsLinux()
        && LinuxFiles.Rename(LinuxFiles.CurrentFolder, first, LinuxFiles.CurrentFolder, second, LinuxFiles.RenameExchange) == 0;

    public void DeleteFolder(string path)
    {
        if (Directory.Exists(path))
            Delete(new DirectoryInfo(path));
    }

    public void DeleteEmptyFolder(string path) => Directory.Delete(path);

    public void DeleteFile(string path) => File.Delete(path);

    // Unlike the library's own way, which holds every folder open whose children it deletes, this opens one at a time.
    private static void Delete(DirectoryInfo folder)
    {
        foreach (FileSystemInfo entry in folder.GetFileSystemInfos())
        {
            if (entry is not DirectoryInfo inner)
                entry.Delete();
            else if ((entry.Attributes & FileAttributes.ReparsePoint) == 0)
                Delete(inner);
            else if (OperatingSystem.IsWindows())
                entry.Delete();
            else
                File.Delete(entry.FullName);
        }
        folder.Delete();
    }
}

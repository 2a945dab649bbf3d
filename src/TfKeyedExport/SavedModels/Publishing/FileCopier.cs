using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using TfKeyedExport.Errors;

namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>Copies files: by sharing blocks, inside the kernel, or byte by byte, whatever the system can.</summary>
internal static class FileCopier
{
    private const int ChunkLength = 64 << 20;
    private const int BufferLength = 1 << 20;

    /// <summary>Copies one file.</summary>
    /// <returns>The way that was used.</returns>
    /// <exception cref="TfKeyedException">A reflink or a hard link was asked for, and the file system cannot.</exception>
    public static VariableCopy Copy(FileToCopy file)
    {
        if (file.Way == VariableCopy.HardLink)
            return Link(file);
        using SafeFileHandle source = File.OpenHandle(file.Source, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        using SafeFileHandle target = File.OpenHandle(file.Target, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        long length = RandomAccess.GetLength(source);
        VariableCopy used = VariableCopy.Copy;
        if (file.Way != VariableCopy.Copy && OperatingSystem.IsLinux() && LinuxFiles.TryClone(source, target))
        {
            used = VariableCopy.Reflink;
            file.Progress(length);
        }
        else if (file.Way == VariableCopy.Reflink)
        {
            throw TfKeyedException.Refused("this file system cannot share blocks between files", file.Target, "Leave the choice to '--variables auto', or use an output on the same Btrfs or XFS");
        }
        else
        {
            long copied = OperatingSystem.IsLinux() ? CopyInKernel(source, target, length, file) : 0;
            CopyBytes(source, target, copied, file);
        }
        FileFlush.Flush(target, file.Durability);
        return used;
    }

    private static VariableCopy Link(FileToCopy file)
    {
        try
        {
            HardLinks.Create(file.Source, file.Target);
        }
        catch (IOException e)
        {
            throw TfKeyedException.Refused($"the file cannot be linked to {file.Target} ({e.Message})", file.Source, "Leave the choice to '--variables auto', or use an output on the same file system", e);
        }
        file.Progress(new FileInfo(file.Source).Length);
        return VariableCopy.HardLink;
    }

    /// <summary>Copies as much as the kernel will; what is left over is copied byte by byte.</summary>
    [SupportedOSPlatform("linux")]
    private static long CopyInKernel(SafeFileHandle source, SafeFileHandle target, long length, FileToCopy file)
    {
        long copied = 0;
        bool range = true;
        while (copied < length)
        {
            file.CancellationToken.ThrowIfCancellationRequested();
            nuint chunk = (nuint)Math.Min(ChunkLength, length - copied);
            nint count = range ? LinuxFiles.CopyFileRange(source, 0, target, 0, chunk, 0) : LinuxFiles.SendFile(target, source, 0, chunk);
            if (count > 0)
            {
                copied += count;
                file.Progress(count);
                continue;
            }
            if (Marshal.GetLastPInvokeError() == DiskErrors.NoSpace && count < 0)
                throw new IOException($"No space left on device : '{file.Target}'", DiskErrors.NoSpace);
            if (!range)
                break;
            range = false;
        }
        return copied;
    }

    private static void CopyBytes(SafeFileHandle source, SafeFileHandle target, long offset, FileToCopy file)
    {
        byte[]? buffer = null;
        while (offset < RandomAccess.GetLength(source))
        {
            file.CancellationToken.ThrowIfCancellationRequested();
            buffer ??= GC.AllocateUninitializedArray<byte>(BufferLength);
            int count = RandomAccess.Read(source, buffer, offset);
            if (count == 0)
                break;
            RandomAccess.Write(target, buffer.AsSpan(0, count), offset);
            offset += count;
            file.Progress(count);
        }
    }
}

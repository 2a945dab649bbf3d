using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels.Files;

namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>Copies files: by sharing blocks, inside the kernel, or byte by byte, whatever the system can.</summary>
internal static class FileCopier
{
    // Short enough for whoever reads behind the copy to be done soon after it.
    private const int ChunkLength = 8 << 20;
    private const int BufferLength = 1 << 20;

    /// <summary>Copies one file.</summary>
    /// <returns>The way that was used.</returns>
    /// <exception cref="TfKeyedException">
    /// A reflink or a hard link was asked for, and the file system cannot. Or the source cannot be read, or was changed meanwhile.
    /// </exception>
    public static VariableCopy Copy(FileToCopy file)
    {
        if (file.Way == VariableCopy.HardLink)
            return Link(file);
        using SafeFileHandle source = Open(file.Source);
        using SafeFileHandle target = File.OpenHandle(file.Target, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        long length = RandomAccess.GetLength(source);
        DateTime written = File.GetLastWriteTimeUtc(source);
        VariableCopy used = VariableCopy.Copy;
        if (file.Way != VariableCopy.Copy && OperatingSystem.IsLinux() && LinuxFiles.TryClone(source, target))
        {
            used = VariableCopy.Reflink;
            file.Progress(length);
        }
        else if (file.Way == VariableCopy.Reflink)
        {
            throw CannotShare(file.Target);
        }
        else
        {
            long copied = OperatingSystem.IsLinux() ? CopyInKernel(source, target, length, file) : 0;
            CopyBytes(source, target, copied, file);
        }
        // Files are copied while others write: what was read then is no state that the model was ever in.
        if (RandomAccess.GetLength(target) != file.Length || RandomAccess.GetLength(source) != file.Length || File.GetLastWriteTimeUtc(source) != written)
            throw Changed(file.Source);
        FileFlush.Flush(target, file.Durability);
        return used;
    }

    /// <summary>The error for a file system that has no reflinks.</summary>
    public static TfKeyedException CannotShare(string place) => TfKeyedException.Refused(
        "this file system cannot share blocks between files", place, "Leave the choice to '--variables auto', or use an output on the same Btrfs or XFS");

    /// <summary>The error for a source that did not keep still.</summary>
    public static TfKeyedException Changed(string source) => TfKeyedException.Unreadable(
        "the file was changed while the model was copied", source, "Wait until nothing writes to the model, then try again");

    private static SafeFileHandle Open(string source)
    {
        try
        {
            return File.OpenHandle(source, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SourceFiles.Unreadable(source, e.Message, e);
        }
    }

    private static VariableCopy Link(FileToCopy file)
    {
        try
        {
            HardLinks.Create(file.Source, file.Target);
        }
        catch (IOException e)
        {
            throw TfKeyedException.Refused(
                $"the file cannot be linked to {file.Target} ({e.Message})", file.Source,
                "Leave the choice to '--variables auto', or use an output on the same file system", e);
        }
        if (new FileInfo(file.Target).Length != file.Length)
            throw Changed(file.Source);
        file.Progress(file.Length);
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

    private static int Read(SafeFileHandle source, byte[] buffer, long offset, string name)
    {
        try
        {
            return RandomAccess.Read(source, buffer, offset);
        }
        catch (IOException e)
        {
            throw SourceFiles.Unreadable(name, e.Message, e);
        }
    }

    private static void CopyBytes(SafeFileHandle source, SafeFileHandle target, long offset, FileToCopy file)
    {
        byte[]? buffer = null;
        while (offset < RandomAccess.GetLength(source))
        {
            file.CancellationToken.ThrowIfCancellationRequested();
            buffer ??= GC.AllocateUninitializedArray<byte>(BufferLength);
            int count = Read(source, buffer, offset, file.Source);
            if (count == 0)
                break;
            RandomAccess.Write(target, buffer.AsSpan(0, count), offset);
            offset += count;
            file.Progress(count);
        }
    }
}

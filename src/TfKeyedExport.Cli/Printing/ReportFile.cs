using System.Text;
using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels.Files;
using TfKeyedExport.SavedModels.Publishing;

namespace TfKeyedExport.Cli.Printing;

/// <summary>
/// A report that an option asked for. That it can be written is found out before the work that it tells of; it is then written whole or not at all: beside its
/// place, and renamed. What is there and no regular file, such as a pipe or <c>/dev/stderr</c>, is written to as it is.
/// </summary>
internal sealed class ReportFile
{
    private readonly string _path;
    private readonly string _target;
    private readonly bool _replaced;

    private ReportFile(string path, string target, bool replaced)
    {
        _path = path;
        _target = target;
        _replaced = replaced;
    }

    /// <summary>Takes the files of several options; a file that two of them name, or that cannot be written, is an error.</summary>
    /// <param name="options">Options with the paths that were given for them; null where none was.</param>
    /// <returns>A report file for each option that has a path, in their order; null for the others.</returns>
    /// <exception cref="TfKeyedException">One cannot be written (output), is remote (refused), or is named twice (usage).</exception>
    public static ReportFile?[] Open(params ReadOnlySpan<(string Option, string? Path)> options)
    {
        var files = new ReportFile?[options.Length];
        for (int i = 0; i < files.Length; i++)
        {
            files[i] = options[i].Path is { } path ? Open(path) : null;
            for (int earlier = 0; earlier < i; earlier++)
            {
                if (files[i] is { _replaced: true } file && files[earlier]?._target == file._target)
                    throw TfKeyedException.Usage(
                        $"{options[earlier].Option} and {options[i].Option} name one file", file._path, "give each report a file of its own");
            }
        }
        return files;
    }

    /// <summary>Takes one file.</summary>
    /// <exception cref="TfKeyedException">It cannot be written (output) or is remote (refused).</exception>
    public static ReportFile Open(string path)
    {
        LocalPath.Check(path, written: true);
        return Guard(path, () =>
        {
            // Through links: what is replaced is the file that is meant, not the link to it.
            string target = RealPath.Of(path);
            if (Directory.Exists(target))
                throw new IOException("it is a folder");
            bool special = OperatingSystem.IsLinux() && LinuxFiles.FileType(target, followLinks: false) is not (LinuxFiles.RegularFile or 0);
            if (special)
                return new ReportFile(path, path, replaced: false);
            string folder = Path.GetDirectoryName(target)!;
            if (!Directory.Exists(folder))
                throw new IOException($"there is no folder {folder}");
            using (File.OpenHandle(Beside(target), FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.DeleteOnClose))
                return new ReportFile(path, target, replaced: true);
        });
    }

    /// <summary>Writes a text in UTF-8.</summary>
    /// <exception cref="TfKeyedException">It cannot be written.</exception>
    public void WriteText(Action<TextWriter> content) => Write(stream =>
    {
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        content(writer);
    });

    /// <summary>Writes bytes.</summary>
    /// <exception cref="TfKeyedException">It cannot be written.</exception>
    public void Write(Action<Stream> content)
    {
        // Made in memory first: an error in making it is not one of the file's.
        using var made = new MemoryStream();
        content(made);
        ReadOnlyMemory<byte> bytes = made.GetBuffer().AsMemory(0, (int)made.Length);
        Guard(_path, () =>
        {
            if (_replaced)
                Replace(bytes.Span);
            else
                WriteThrough(bytes.Span);
            return true;
        });
    }

    private void Replace(ReadOnlySpan<byte> bytes)
    {
        string temporary = Beside(_target);
        try
        {
            using (var file = File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                RandomAccess.Write(file, bytes, 0);
                if (!OperatingSystem.IsWindows() && File.Exists(_target))
                    File.SetUnixFileMode(file, File.GetUnixFileMode(_target));
            }
            File.Move(temporary, _target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private void WriteThrough(ReadOnlySpan<byte> bytes)
    {
        using var file = new FileStream(_target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        file.Write(bytes);
    }

    private static string Beside(string target) => Path.Combine(Path.GetDirectoryName(target)!, $"{ModelFileNames.OwnPrefix}{Guid.NewGuid():N}.tmp");

    private static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException || DiskErrors.IsTooLarge(error))
        {
            throw TfKeyedException.Output(
                $"the report cannot be written ({error.Message.TrimEnd('.')})",
                path, SystemErrors.Next(error, "name a file in a folder where you may write"), error);
        }
    }
}

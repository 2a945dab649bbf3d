using TfKeyedExport.SavedModels.Publishing;

namespace TfKeyedExport.Handoff.Tests;

/// <summary>The real file system until one step, counted from 0, which finds the disk full when half of a file is written.</summary>
internal sealed class FullDisk(int step) : IFileOperations
{
    private readonly IFileOperations _real = SystemFileOperations.Instance;
    private int _next;

    /// <summary>Whether the failing step was reached.</summary>
    public bool Failed { get; private set; }

    public void CreateFolder(string path)
    {
        Count();
        _real.CreateFolder(path);
    }

    public IDisposable CreateLock(string path)
    {
        Count();
        return _real.CreateLock(path);
    }

    public IDisposable? TryTakeLock(string path) => _real.TryTakeLock(path);

    public void WriteFile(string path, ReadOnlySpan<byte> content, Durability durability)
    {
        if (IsNext())
        {
            _real.WriteFile(path, content[..(content.Length / 2)], durability);
            throw Full();
        }
        _real.WriteFile(path, content, durability);
    }

    public void WriteFile(string path, Action<Stream> write, Durability durability)
    {
        if (IsNext())
        {
            _real.WriteFile(path, stream => stream.WriteByte(1), durability);
            throw Full();
        }
        _real.WriteFile(path, write, durability);
    }

    public VariableCopy CopyFile(FileToCopy file)
    {
        Count();
        return _real.CopyFile(file);
    }

    public void FlushFolder(string path) => _real.FlushFolder(path);

    public void MoveFolder(string from, string to)
    {
        Count();
        _real.MoveFolder(from, to);
    }

    public bool TryExchange(string first, string second) => _real.TryExchange(first, second);

    public void DeleteFolder(string path) => _real.DeleteFolder(path);

    public void DeleteEmptyFolder(string path) => _real.DeleteEmptyFolder(path);

    public void DeleteFile(string path) => _real.DeleteFile(path);

    private void Count()
    {
        if (IsNext())
            throw Full();
    }

    private bool IsNext()
    {
        bool isNext = _next++ == step;
        Failed |= isNext;
        return isNext;
    }

    private static IOException Full() => new("No space left on device", 28);
}

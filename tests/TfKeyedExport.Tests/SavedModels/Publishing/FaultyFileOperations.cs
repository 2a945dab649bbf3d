using TfKeyedExport.SavedModels.Publishing;

namespace TfKeyedExport.Tests.SavedModels.Publishing;

/// <summary>The real file system until one step, counted from 0; there it fails in the way that is asked for.</summary>
internal sealed class FaultyFileOperations(int step, Fault fault, bool canExchange = true) : IFileOperations, IDisposable
{
    private readonly IFileOperations _real = SystemFileOperations.Instance;
    private readonly List<IDisposable> _locks = [];
    private int _next;
    private bool _killed;

    /// <summary>Whether the failing step was reached.</summary>
    public bool Failed { get; private set; }

    public void CreateFolder(string path) => Do(() => _real.CreateFolder(path));

    public IDisposable CreateLock(string path)
    {
        IDisposable? taken = null;
        Do(() => _locks.Add(taken = _real.CreateLock(path)));
        return taken!;
    }

    public IDisposable? TryTakeLock(string path) => _real.TryTakeLock(path);

    public void WriteFile(string path, ReadOnlySpan<byte> content, Durability durability)
    {
        byte[] bytes = content.ToArray();
        Do(() => _real.WriteFile(path, bytes, durability), half: () => _real.WriteFile(path, bytes.AsSpan(0, bytes.Length / 2), durability));
    }

    public void WriteFile(string path, Action<Stream> write, Durability durability) =>
        Do(() => _real.WriteFile(path, write, durability), half: () => _real.WriteFile(path, stream => stream.WriteByte(1), durability));

    public VariableCopy CopyFile(FileToCopy file)
    {
        VariableCopy way = default;
        Do(() => way = _real.CopyFile(file), half: () => File.WriteAllBytes(file.Target, File.ReadAllBytes(file.Source)[1..]));
        return way;
    }

    public void FlushFolder(string path) => Do(() => _real.FlushFolder(path));

    public void MoveFolder(string from, string to) => Do(() => _real.MoveFolder(from, to));

    public bool TryExchange(string first, string second)
    {
        bool done = false;
        if (canExchange)
            Do(() => done = _real.TryExchange(first, second));
        return done;
    }

    public void DeleteFolder(string path) => Delete(() => _real.DeleteFolder(path));

    public void DeleteEmptyFolder(string path) => Delete(() => _real.DeleteEmptyFolder(path));

    public void DeleteFile(string path) => Delete(() => _real.DeleteFile(path));

    /// <summary>What the system does for a dead process: it gives back the locks.</summary>
    public void Dispose() => _locks.ForEach(l => l.Dispose());

    private void Delete(Action action)
    {
        if (fault == Fault.DiskFull)
            action();
        else
            Do(action);
    }

    private void Do(Action action, Action? half = null)
    {
        if (_killed)
            throw new KilledException();
        if (_next++ != step)
        {
            action();
            return;
        }
        Failed = true;
        switch (fault)
        {
            case Fault.DiskFull:
                half?.Invoke();
                throw new IOException("No space left on device", 28);
            case Fault.KilledBefore:
                half?.Invoke();
                break;
            default:
                action();
                break;
        }
        _killed = true;
        throw new KilledException();
    }

    public sealed class KilledException : Exception;
}

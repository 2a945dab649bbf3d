using Microsoft.Win32.SafeHandles;
using TfKeyedExport.Errors;
using TfKeyedExport.Hashing;
using TfKeyedExport.SavedModels.Bundles;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>
/// Holds the copied variables against the checksums in their index: what is published is what was saved, however its bytes got there. The copy
/// is read, from the page cache, behind the copying, on other threads if it is large: the checksum of a stretch takes less time than its copy.
/// </summary>
/// <remarks>Also for links and shared blocks: a download that is not complete has its full length from the start, and only a checksum tells.</remarks>
internal sealed class ShardVerification : IDisposable
{
    private const int BufferLength = 256 << 10;
    private const long WorthAThread = 8 << 20;
    private const int MostThreads = 4;
    private readonly object _gate = new();
    private readonly CarriedVariables _variables;
    private readonly string _folder;
    private readonly CancellationToken _cancellation;
    private readonly long[] _copied;
    private readonly SafeFileHandle?[] _handles;
    private readonly List<Thread> _threads = [];
    private int _next;
    private bool _stopped;
    private Exception? _failure;

    /// <summary>Begins to wait for bytes.</summary>
    /// <param name="variables">What the bytes have to be.</param>
    /// <param name="folder">The folder of the copy.</param>
    /// <param name="cancellation">Stops it.</param>
    public ShardVerification(CarriedVariables variables, string folder, CancellationToken cancellation)
    {
        _variables = variables;
        _folder = folder;
        _cancellation = cancellation;
        _copied = new long[variables.Files.Length];
        _handles = new SafeFileHandle?[variables.Files.Length];
        int threads = variables.Entries.Sum(e => e.Size) < WorthAThread ? 0 : Math.Min(Environment.ProcessorCount - 1, MostThreads);
        for (int i = 0; i < threads; i++)
        {
            var thread = new Thread(Work) { IsBackground = true, Name = "tfkeyed checksums" };
            try
            {
                thread.Start();
            }
            catch (OutOfMemoryException)
            {
                // No more threads are to be had; the caller's own does what they leave.
                break;
            }
            _threads.Add(thread);
        }
    }

    /// <summary>Tells of bytes that are in the copy now.</summary>
    /// <param name="shard">The data file's number.</param>
    /// <param name="bytes">How many more there are.</param>
    public void Copied(int shard, long bytes)
    {
        lock (_gate)
        {
            _copied[shard] += bytes;
            Monitor.PulseAll(_gate);
            ThrowIfFailed();
        }
    }

    /// <summary>Tells that a data file is complete.</summary>
    public void Completed(int shard) => Copied(shard, long.MaxValue - _copied[shard]);

    /// <summary>Verifies what is left, on this thread too, and waits for the end.</summary>
    /// <exception cref="TfKeyedException">A checksum does not fit.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Finish()
    {
        Work();
        foreach (Thread thread in _threads)
            thread.Join();
        _cancellation.ThrowIfCancellationRequested();
        lock (_gate)
            ThrowIfFailed();
    }

    /// <summary>Stops what still runs and lets go of the files.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
        }
        foreach (Thread thread in _threads)
            thread.Join();
        foreach (SafeFileHandle? handle in _handles)
            handle?.Dispose();
    }

    private void ThrowIfFailed()
    {
        if (_failure is TfKeyedException known)
            throw known.With(known.What, known.Where, known.Next, known.Choices);
        if (_failure is OutOfMemoryException)
            throw Limits.NoMemory(_failure);
        if (_failure is not null)
            throw new IOException(_failure.Message, _failure) { HResult = _failure.HResult };
    }

    private void Work()
    {
        try
        {
            byte[]? buffer = null;
            while (Take() is { } entry)
            {
                if (entry.Type == DataType.String || entry.Type.IsFixedSize())
                    Verify(entry, new ShardReader(this, entry, buffer ??= GC.AllocateUninitializedArray<byte>(BufferLength)));
            }
        }
        catch (Exception e) when (e is TfKeyedException or IOException or UnauthorizedAccessException or OutOfMemoryException)
        {
            lock (_gate)
            {
                _failure ??= e;
                _stopped = true;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private BundleEntry? Take()
    {
        lock (_gate)
            return _stopped || _cancellation.IsCancellationRequested || _next == _variables.Entries.Count ? null : _variables.Entries[_next++];
    }

    private void Verify(BundleEntry entry, ShardReader reader)
    {
        bool? fits = entry.Type == DataType.String ? BundleStrings.Fits(entry, reader) : FitsWhole(entry, reader);
        if (fits == false)
            throw TfKeyedException.Unreadable(
                $"the bytes of {CarriedVariables.Name(entry)} do not fit their checksum: the file is damaged, not complete, or was changed while it was copied",
                _variables.Files[entry.Shard].Path, "Wait until nothing writes to the model and try again; or copy the model again from where it was made");
    }

    private static bool? FitsWhole(BundleEntry entry, ShardReader reader)
    {
        uint crc = 0;
        while (reader.Left > 0)
        {
            ReadOnlySpan<byte> bytes = reader.Next();
            if (bytes.IsEmpty)
                return reader.WasStopped ? null : false;
            crc = Crc32C.Append(crc, bytes);
        }
        return Crc32C.Mask(crc) == entry.MaskedCrc;
    }

    /// <summary>Waits until a stretch is in the copy.</summary>
    /// <returns>False if it never will be.</returns>
    internal bool Await(int shard, long end)
    {
        lock (_gate)
        {
            while (_copied[shard] < end && !_stopped)
                Monitor.Wait(_gate);
            return !_stopped && !_cancellation.IsCancellationRequested;
        }
    }

    /// <summary>The copy of a data file.</summary>
    internal SafeFileHandle Open(int shard)
    {
        lock (_gate)
            return _handles[shard] ??= File.OpenHandle(
                Path.Combine(_folder, _variables.Files[shard].Name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    }
}

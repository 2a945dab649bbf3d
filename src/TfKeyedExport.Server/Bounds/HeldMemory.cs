using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Server.Bounds;

/// <summary>
/// The bodies and messages that the server holds at one time, all clients' together: each is bounded, and many of them would fill the machine all the same.
/// </summary>
/// <param name="most">The most bytes.</param>
/// <param name="largePassed">Told when a large one is not held any more.</param>
internal sealed class HeldMemory(long most, Action? largePassed = null)
{
    // Less is found again by the next ones.
    private const long Large = 4 << 20;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private long _held;

    /// <summary>How many bytes are held.</summary>
    public long Bytes => Interlocked.Read(ref _held);

    /// <summary>Begins to hold a body; what it holds is given back when it is disposed of.</summary>
    public Body Begin() => new(this);

    /// <summary>A body, a message or an answer of some bytes is not held any more.</summary>
    public void Passed(long bytes)
    {
        if (bytes >= Large)
            largePassed?.Invoke();
    }

    /// <summary>One body.</summary>
    internal sealed class Body(HeldMemory memory) : IDisposable
    {
        private long _bytes;

        /// <summary>Says how long the body is by now, or is going to be; less than before changes nothing.</summary>
        /// <exception cref="ServingFault">There is no room.</exception>
        public void Grow(long bytes)
        {
            long more = bytes - _bytes;
            if (more <= 0)
                return;
            if (Interlocked.Add(ref memory._held, more) > memory.Most)
            {
                Interlocked.Add(ref memory._held, -more);
                throw new ServingFault(Code.Unavailable,
                    "the server holds as many bytes of requests as it may (--max-held); come again")
                { RetryAfter = Pause };
            }
            _bytes = bytes;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Interlocked.Add(ref memory._held, -_bytes);
            memory.Passed(_bytes);
            _bytes = 0;
        }
    }

    private long Most => most;
}

using TfKeyedExport.Errors;

namespace TfKeyedExport.Embedded.Runtime;

/// <summary>
/// Counts what a model's variables and tables hold beside what lies in its files, so that state that grows from call to call has an end. Thread-safe.
/// </summary>
/// <param name="limit">The most bytes.</param>
internal sealed class StateBudget(long limit)
{
    private long _held;

    /// <summary>Whether what is assigned now counts: what is restored from the model's own files does not.</summary>
    public bool IsCounting { get; set; } = true;

    /// <summary>Bytes that are held now.</summary>
    public long Held => Interlocked.Read(ref _held);

    /// <summary>Counts memory that is about to be kept, or, if it is less than nothing, that was given up.</summary>
    /// <exception cref="TfKeyedException">More than the limit would be kept.</exception>
    public void Change(long bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= limit || bytes <= 0)
            return;
        Interlocked.Add(ref _held, -bytes);
        throw Limits.State(limit, bytes);
    }
}

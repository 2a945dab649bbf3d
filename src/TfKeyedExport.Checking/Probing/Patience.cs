using System.Globalization;
using TfKeyedExport.Errors;

namespace TfKeyedExport.Checking.Probing;

/// <summary>How long anybody waits for calls that may not end: those with odd values, and those that are only a help.</summary>
internal static class Patience
{
    /// <summary>For a call that only makes a finding plainer, or shows where to look.</summary>
    public static readonly TimeSpan ForHelp = TimeSpan.FromSeconds(2);

    /// <summary>For a sample row, once a call with another one did not end.</summary>
    public static readonly TimeSpan ForNextRow = TimeSpan.FromSeconds(3);

    /// <summary>For a row with odd values, as long as all such calls ended; half of it after each that did not, down to <see cref="ForOddAtLeast"/>.</summary>
    public static readonly TimeSpan ForOdd = TimeSpan.FromSeconds(2);

    /// <inheritdoc cref="ForOdd"/>
    public static readonly TimeSpan ForOddAtLeast = TimeSpan.FromSeconds(0.25);

    /// <summary>Waits for a call.</summary>
    /// <param name="limit">How long; null for as long as it takes.</param>
    /// <param name="call">The call, which ends when its token says so.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="TfKeyedException">It did not end in that time (<see cref="ErrorKind.Limit"/>).</exception>
    /// <exception cref="OperationCanceledException">The caller has enough.</exception>
    public static T Wait<T>(TimeSpan? limit, Func<CancellationToken, T> call, CancellationToken cancellation)
    {
        if (limit is not { } longest)
            return call(cancellation);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(longest);
        try
        {
            return call(patience.Token);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw TfKeyedException.Limit(string.Create(CultureInfo.InvariantCulture, $"it did not end in {longest.TotalSeconds} seconds"), inner: error);
        }
    }
}

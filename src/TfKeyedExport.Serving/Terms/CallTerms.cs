using TfKeyedExport.Serving.Clients;

namespace TfKeyedExport.Serving.Terms;

/// <summary>How long a call may go on.</summary>
/// <param name="deadline">When its answer is of no use any more, as a timestamp of the clock; <see cref="long.MaxValue"/> for never.</param>
/// <param name="cancellation">Gives the token that tells of a client that has gone; asked for only by a call that takes a while, since web servers
/// make it then.</param>
/// <param name="state">What the function is given.</param>
internal readonly struct CallTerms(long deadline, Func<object, CancellationToken>? cancellation, object? state)
{
    /// <summary>As long as it takes.</summary>
    public static CallTerms None { get; } = new(long.MaxValue, null, null);

    /// <summary>When its answer is of no use any more.</summary>
    public long Deadline => deadline;

    /// <summary>What is noted of the call; null if nobody counts it.</summary>
    public CallSpan? Span { get; init; }

    /// <summary>Who calls.</summary>
    public Client Client { get; init; } = Client.Anyone;

    /// <summary>Tells of a client that has gone.</summary>
    public CancellationToken Cancellation => cancellation is null ? CancellationToken.None : cancellation(state!);

    /// <summary>Until a token says so.</summary>
    public static CallTerms Until(CancellationToken token) => new(long.MaxValue, static t => (CancellationToken)t, token);
}

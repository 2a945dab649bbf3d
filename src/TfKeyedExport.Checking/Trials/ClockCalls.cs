using TfKeyedExport.Checking.Probing;

namespace TfKeyedExport.Checking.Trials;

/// <summary>Makes calls on freshly loaded models that are shown a time, and another time later on.</summary>
/// <param name="open">Opens the model anew, with a clock.</param>
/// <param name="prober">Makes the calls.</param>
/// <param name="cancellation">Ends the calls.</param>
internal sealed class ClockCalls(Func<TimeProvider, FreshHost> open, Prober prober, CancellationToken cancellation)
{
    /// <summary>The answers that a freshly loaded model gives at a time.</summary>
    public IReadOnlyList<Answer> At(DateTimeOffset time, IReadOnlyList<SampleCall> calls) => After([], time, time, calls);

    /// <summary>The answers that a model gives which was asked other things before.</summary>
    /// <param name="before">What it was asked first.</param>
    /// <param name="then">The time that it was shown meanwhile.</param>
    /// <param name="time">The time that it is shown from then on.</param>
    /// <param name="calls">The calls.</param>
    public IReadOnlyList<Answer> After(IReadOnlyList<SampleCall> before, DateTimeOffset then, DateTimeOffset time, IReadOnlyList<SampleCall> calls)
    {
        var clock = new SetClock(then);
        using FreshHost host = open(clock);
        foreach (SampleCall call in before)
            Ask(host, call);
        clock.Now = time;
        return [.. calls.Select(call => Ask(host, call))];
    }

    /// <summary>
    /// What a call gets at two times from freshly loaded models; or, of a model that was asked something before, what it gets at the second time from a freshly
    /// loaded one, and from that one.
    /// </summary>
    /// <param name="asked">What the model was asked at the first time; none for freshly loaded ones.</param>
    /// <param name="then">The first time.</param>
    /// <param name="time">The second.</param>
    /// <param name="call">The call.</param>
    public (Answer First, Answer Again) Pair(IReadOnlyList<SampleCall> asked, DateTimeOffset then, DateTimeOffset time, SampleCall call) =>
        (At(asked.Count > 0 ? time : then, [call])[0], After(asked, then, time, [call])[0]);

    private Answer Ask(FreshHost host, SampleCall call) => prober.Call(host.Runner, call.Pool, call.Rows, cancellation);
}

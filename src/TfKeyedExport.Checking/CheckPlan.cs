using TfKeyedExport.Checking.Experiments;
using TfKeyedExport.Checking.Judging;
using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Unkeyed;

namespace TfKeyedExport.Checking;

/// <summary>The order in which a check tries things. What changes from call to call comes first: comparing rows of such an output would say nothing.</summary>
internal sealed class CheckPlan(Trial trial, Func<FreshHost> openFresh, Hunt hunt)
{
    private readonly List<(string Property, Outcome Outcome)> _done = [];

    /// <summary>What was done, by property; a property may have been tried more than once.</summary>
    public IReadOnlyList<(string Property, Outcome Outcome)> Done => _done;

    public void RunOnMainHost(CancellationToken cancellation)
    {
        Run(new RepeatableExperiment(openFresh, isAtOnce: true), cancellation);
        Run(new AloneExperiment(), cancellation);
        Run(new ShuffledExperiment(), cancellation);
        Run(new SplitExperiment(), cancellation);
        Run(new NeighboursExperiment(), cancellation);
        Run(new DuplicatesExperiment(), cancellation);
        Run(new KeysIgnoredExperiment(), cancellation);
        Run(new KeysExperiment(), cancellation);
        Run(new EmptyBatchExperiment(), cancellation);
        Run(new ThreadsExperiment(), cancellation);
        Settlement.Settle(trial);
        Run(new RepeatableExperiment(openFresh, isAtOnce: false), cancellation);
    }

    public void RunOnUnkeyedHost(UnkeyedModel? unkeyed, string whyNot, CancellationToken cancellation) =>
        Run(new EqualsUnkeyedExperiment(unkeyed, whyNot), cancellation);

    public void RunOnFreshHost(CancellationToken cancellation) => Run(new FreshStartExperiment(openFresh), cancellation);

    /// <summary>How many experiments there were, and how many of them were done to their end.</summary>
    public (int Done, int All) Progress { get; private set; }

    /// <summary>
    /// Why nothing that was seen makes a model safe: the check ended before it had tried everything; null if it did not.
    /// </summary>
    public string? WhyTooShort { get; private set; }

    private void Run(IExperiment experiment, CancellationToken cancellation)
    {
        Progress = (Progress.Done, Progress.All + 1);
        if (hunt.Try(() => experiment.Run(trial, cancellation)) is { } outcome)
        {
            _done.Add((experiment.Property, outcome));
            Progress = (Progress.Done + 1, Progress.All);
            return;
        }
        WhyTooShort ??= $"{hunt.Why} before all was tried, such as {experiment.Property}: {Hunt.Next}";
        // What it found before the end was found all the same.
        _done.Add((experiment.Property, new Outcome($"not tried, or not to the end: {hunt.Why}", Skipped: true) { IsCutShort = true }));
    }
}

using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Trials;
using TfKeyedExport.Checking.Unkeyed;

namespace TfKeyedExport.Checking.Experiments;

/// <summary>The order in which a check tries things. What changes from call to call comes first: comparing rows of such an output would say nothing.</summary>
/// <param name="trial">What the experiments share.</param>
/// <param name="openFresh">Opens the model anew.</param>
/// <param name="hunt">How long it goes on.</param>
/// <param name="hunting">What is tried beyond the sample rows.</param>
/// <param name="calls">What makes very many calls, to be followed by the first ones again.</param>
/// <param name="mayWrite">Whether calls may change the model.</param>
internal sealed class CheckPlan(Trial trial, Func<FreshHost> openFresh, Hunt hunt, IReadOnlyList<IExperiment> hunting, IExperiment calls, bool mayWrite)
{
    private readonly List<(string Property, Outcome Outcome)> _done = [];

    /// <summary>Whether calls may change the model.</summary>
    public bool MayWrite => mayWrite;

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
        Run(new ThreadsExperiment(mayWrite ? openFresh : null), cancellation);
        foreach (IExperiment experiment in hunting)
            Run(experiment, cancellation);
        Settlement.Settle(trial);
        Run(calls, cancellation);
        // A mean of nothing is no number: what a model keeps of it would hide what other calls leave.
        Run(new EmptyBatchExperiment(), cancellation);
        Run(new RepeatableExperiment(openFresh, isAtOnce: false), cancellation);
    }

    /// <summary>Whether any call was answered in which rows stand in other company than in the first one.</summary>
    public bool HasOtherCompany => _done.Exists(d =>
        d.Property is PropertyNames.Alone or PropertyNames.Split or PropertyNames.Neighbours or PropertyNames.Duplicates
        && d.Outcome is { Skipped: false } outcome && outcome.Refused < outcome.Tried);

    /// <summary>Compares with the model without keys.</summary>
    /// <param name="unkeyed">That model; null if there is none.</param>
    /// <param name="whyNot">Why there is none.</param>
    /// <param name="isAsked">Whether somebody named it: then a check that could not compare has not done what it was asked to.</param>
    /// <param name="cancellation">Ends it.</param>
    public void RunOnUnkeyedHost(UnkeyedModel? unkeyed, string whyNot, bool isAsked, CancellationToken cancellation)
    {
        Run(new EqualsUnkeyedExperiment(unkeyed, whyNot, isAsked), cancellation);
        if (isAsked && _done[^1].Outcome is { Skipped: true, IsCutShort: false } outcome)
            WhyTooShort ??= $"the answers were not compared with those of the model without keys, as --against asks: {outcome.Detail}";
    }

    /// <summary>Asks freshly loaded models.</summary>
    /// <param name="clock">What asks them at other times.</param>
    /// <param name="cancellation">Ends it.</param>
    public void RunOnFreshHost(IExperiment clock, CancellationToken cancellation)
    {
        Run(new FreshStartExperiment(openFresh), cancellation);
        Run(clock, cancellation);
    }

    /// <summary>How many experiments there were, and how many of them were done to their end.</summary>
    public (int Done, int All) Progress { get; private set; }

    /// <summary>
    /// Why nothing that was seen makes a model safe: the check ended before it had tried everything; null if it did not.
    /// </summary>
    public string? WhyTooShort { get; private set; }

    private void Run(IExperiment experiment, CancellationToken cancellation)
    {
        Progress = (Progress.Done, Progress.All + 1);
        (int tried, int refused) = trial.Tries;
        if (hunt.Try(() => experiment.Run(trial, cancellation)) is { } outcome)
        {
            _done.Add((experiment.Property, outcome with { Tried = trial.Tries.Tried - tried, Refused = trial.Tries.Refused - refused }));
            Progress = (Progress.Done + 1, Progress.All);
            return;
        }
        WhyTooShort ??= $"{hunt.Why} before all was tried, such as {experiment.Property}: {Hunt.Next}";
        // What it found before the end was found all the same.
        _done.Add((experiment.Property, new Outcome($"not tried, or not to the end: {hunt.Why}", Skipped: true) { IsCutShort = true }));
    }
}

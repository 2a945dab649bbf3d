using TfKeyedExport.Checking.Probing;
using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Samples.Examples;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Checking;

/// <summary>Tries whether keys pass through a model: that each comes back, and comes back with its own answer.</summary>
/// <example>
/// <code>
/// KeyCheck check = new(engine, SavedModel.Load("babyweight_keyed")) { Seed = 7 };
/// CheckReport report = check.Run();
/// report.WriteText(Console.Out);
/// </code>
/// </example>
/// <param name="engine">The engine to run the model on.</param>
/// <param name="model">The keyed model.</param>
public sealed partial class KeyCheck(IEngine engine, SavedModel model)
{
    /// <summary>The signature to check.</summary>
    /// <value>Default <c>serving_default</c>.</value>
    public string Signature { get; init; } = ModelSignature.ServingDefault;

    /// <summary>The model without keys, to compare the answers with; null compares with the same model's nodes, without feeding keys.</summary>
    public SavedModel? Against { get; init; }

    /// <summary>
    /// The signature of <see cref="Against"/>, or of the model itself, that takes no keys, or a function as <see cref="Keying.KeyingRequest.From"/> spells it;
    /// null finds what the keyed signature was made of.
    /// </summary>
    public string? AgainstSignature { get; init; }

    /// <summary>The keys; null finds the inputs whose values come back.</summary>
    public IReadOnlyList<KeyPair>? Keys { get; init; }

    /// <summary>Judges rows though the signature has no keys, as for a host that takes keys off before the model and puts them back after it.</summary>
    /// <value>Default false: a signature without keys is refused.</value>
    public bool HostKeys { get; init; }

    /// <summary>How many sample rows to make.</summary>
    /// <value>Default null: 64, or fewer of a model whose rows or weights are large.</value>
    public int? Rows { get; init; }

    /// <summary>Decides the sample rows and the shuffles: the same seed makes the same calls.</summary>
    /// <value>Default 0.</value>
    public long Seed { get; init; }

    /// <summary>How many seeds to try, from <see cref="Seed"/> on: the worst verdict counts, and the first unsafe one ends it.</summary>
    /// <value>Default 1.</value>
    public int Seeds { get; init; } = 1;

    /// <summary>Rows to use instead of made-up ones; see <see cref="ExampleRows"/>.</summary>
    public ExampleRows? Examples { get; init; }

    /// <summary>How to open the model.</summary>
    public HostOptions Host { get; init; } = new();

    /// <summary>The longest that the check goes on; then it ends with what it has found out by then. Null sets no limit.</summary>
    /// <value>Default 10 minutes.</value>
    public TimeSpan? Duration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Measures how long the check takes.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// A batch-invariant engine (<see cref="IEngine.IsBatchInvariant"/>) that tells rounding from rows that mix, for an engine
    /// that is none: it is given the batches in which answers differ.
    /// </summary>
    /// <value>
    /// Default null: then answers to rows in other batches may differ by rounding, as far as the precision of their type and the
    /// length of the computation allow.
    /// </value>
    public IEngine? Invariant { get; init; }

    // The two differ in what comes first, so that no call fits both.
#pragma warning disable RS0026

    /// <summary>Opens the model and runs the check.</summary>
    /// <param name="cancellation">Ends it early.</param>
    /// <inheritdoc cref="Run(IModelHost, CancellationToken)" path="/exception"/>
    public CheckReport Run(CancellationToken cancellation = default) => RunOn(null, cancellation);

    /// <summary>Runs the check on a model that is open already, as choosing an engine leaves it.</summary>
    /// <param name="opened">
    /// The model on the check's engine, opened with <see cref="Host"/> and not yet called. The check disposes it as soon as it
    /// has done with it, and opens others.
    /// </param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="TfKeyedException">
    /// The model cannot be read or run (<see cref="ErrorKind.Unreadable"/>, <see cref="ErrorKind.Engine"/>), or the signature has no keys
    /// (<see cref="ErrorKind.Refused"/>), or its first calls went beyond a limit (<see cref="ErrorKind.Limit"/>).
    /// </exception>
    /// <exception cref="OperationCanceledException">The check was cancelled.</exception>
    public CheckReport Run(IModelHost opened, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(opened);
        using (opened)
            return RunOn(opened, cancellation);
    }

#pragma warning restore RS0026

    private CheckReport RunOn(IModelHost? opened, CancellationToken cancellation)
    {
        using var hunt = new Hunt(Duration, Time, cancellation);
        long started = Time.GetTimestamp();
        ArgumentOutOfRangeException.ThrowIfLessThan(Seeds, 1);
        CheckReport worst = RunSeed(opened, Seed, hunt, started);
        long calls = worst.Calls;
        int tried = 1;
        for (; tried < Seeds && worst.Verdict != Verdict.Unsafe && !hunt.IsOver; tried++)
        {
            hunt.Again();
            CheckReport next = RunSeed(null, unchecked(Seed + tried), hunt, started);
            calls += next.Calls;
            if (next.Verdict == Verdict.Unsafe || (next.Verdict == Verdict.Undecided && worst.Verdict == Verdict.Safe))
                worst = next;
        }
        return Seeds == 1 ? worst : worst with { Seeds = tried, Calls = calls, Elapsed = Time.GetElapsedTime(started) };
    }

    private CheckReport RunSeed(IModelHost? opened, long seed, Hunt hunt, long started)
    {
        try
        {
            return Run(opened, seed, hunt, started);
        }
        catch (OperationCanceledException) when (hunt.IsOver)
        {
            return Unanswered(seed, started, $"{hunt.Why} before any call was answered: {Hunt.Next}");
        }
        catch (UnansweredException nothing)
        {
            return Unanswered(seed, started, nothing.Message);
        }
    }
}

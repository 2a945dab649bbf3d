using TfKeyedExport.Hosting.Placement;

namespace TfKeyedExport.Checking.Results;

/// <summary>The result of a check.</summary>
public sealed record CheckReport
{
    /// <summary>Whether keys may be trusted.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>
    /// How the verdict was reached: <c>proved</c> if the graph shows that every output is safe, for every call that is answered; <c>tested</c> by running the
    /// model on sample rows. What is proved is tested as well.
    /// </summary>
    public string Proof => Verdict == Verdict.Safe && Outputs.Count > 0 && Outputs.All(o => o.IsProved) ? "proved" : "tested";

    /// <summary>The model's folder name.</summary>
    public required string Model { get; init; }

    /// <summary>The signature that was checked.</summary>
    public required string Signature { get; init; }

    /// <summary>The engine's name: <c>embedded</c> or <c>tensorflow</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>The engine with its version and device.</summary>
    public required string EngineDescription { get; init; }

    /// <summary>The keys; empty if rows were judged without any.</summary>
    public required IReadOnlyList<KeyPair> Keys { get; init; }

    /// <summary>The outputs, sorted by name.</summary>
    public required IReadOnlyList<OutputReport> Outputs { get; init; }

    /// <summary>The properties, in the order of <see cref="PropertyNames.All"/>.</summary>
    public required IReadOnlyList<PropertyReport> Properties { get; init; }

    /// <summary>Remarks for the user: rows that the model refused, scalar outputs, where sample values come from.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>How many sample rows were used.</summary>
    public required int Rows { get; init; }

    /// <summary>What was tried beyond the sample rows, in one line; empty if no call was answered.</summary>
    public string Tried { get; init; } = "";

    /// <summary>How many calls were made.</summary>
    public required long Calls { get; init; }

    /// <summary>The seed of the sample rows and of the shuffles.</summary>
    public required long Seed { get; init; }

    /// <summary>How many seeds were tried, one after the other; <see cref="Seed"/> is the one that decided.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>How long it took, loading included unless the model was open already.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>How much of it the proof took, which reads the graph and runs nothing.</summary>
    public TimeSpan ProofElapsed { get; init; }

    /// <summary>A few keys with their answers, to look at; null if there is nothing to show.</summary>
    public Demonstration? Demonstration { get; init; }

    /// <summary>Where the operations of one call ran; null if the engine cannot tell.</summary>
    public RunTrace? Placement { get; init; }

    /// <summary>How Python's loader mistakes inputs; null if it does not.</summary>
    internal string? FailureOfPython =>
        Properties.FirstOrDefault(p => p is { Name: PropertyNames.PythonLoader, Status: PropertyStatus.Failed })?.Detail;

    /// <summary>Why nothing can be said, and what to give; null unless the verdict is <see cref="Verdict.Undecided"/>.</summary>
    public string? WhyUndecided { get; init; }

    /// <summary>The process's exit code for this verdict: 0 safe, 1 unsafe, 7 undecided.</summary>
    public int ExitCode => Verdict switch
    {
        Verdict.Safe => 0,
        Verdict.Unsafe => 1,
        _ => 7,
    };
}

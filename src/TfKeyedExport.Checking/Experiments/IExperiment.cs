using TfKeyedExport.Checking.Results;
using TfKeyedExport.Checking.Trials;

namespace TfKeyedExport.Checking.Experiments;

/// <summary>Something that is tried with a model in order to judge one property.</summary>
internal interface IExperiment
{
    /// <summary>The property, one of <see cref="PropertyNames"/>.</summary>
    string Property { get; }

    /// <summary>Tries it; what goes wrong is noted in the trial.</summary>
    Outcome Run(Trial trial, CancellationToken cancellation);
}

/// <summary>What an experiment did.</summary>
/// <param name="Detail">What was tried, as a sentence.</param>
/// <param name="Skipped">Whether the property could not be judged.</param>
internal sealed record Outcome(string Detail, bool Skipped = false)
{
    /// <summary>Whether time was over before it was done.</summary>
    public bool IsCutShort { get; init; }

    /// <summary>How many calls with rows that the model accepts were tried.</summary>
    public int Tried { get; init; }

    /// <summary>How many of them the model refused.</summary>
    public int Refused { get; init; }
}

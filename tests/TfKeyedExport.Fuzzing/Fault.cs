namespace TfKeyedExport.Fuzzing;

/// <summary>What came of one case.</summary>
internal enum Outcome
{
    /// <summary>An answer.</summary>
    Answered,

    /// <summary>An error that the contract knows.</summary>
    Refused,

    /// <summary>An error by a limit of memory or time.</summary>
    Limited,

    /// <summary>A kernel failed in a way that it did not foresee; the engine turned the exception into an error.</summary>
    Unforeseen,

    /// <summary>Two runs of one case gave different answers on memory that was filled differently.</summary>
    Uninitialised,

    /// <summary>A model that lies about its types was answered.</summary>
    AnsweredLie,

    /// <summary>An exception escaped: exit code 70.</summary>
    Escaped,

    /// <summary>The memory of the process grew far beyond the limit.</summary>
    Memory,

    /// <summary>It did not end in time.</summary>
    Time,

    /// <summary>The process ended by a signal.</summary>
    Signal,

    /// <summary>The program broke its contract in another way: a stack trace, a control character, something half-written.</summary>
    Contract,
}

/// <summary>A case that went wrong.</summary>
/// <param name="Number">The case.</param>
/// <param name="Outcome">What happened.</param>
/// <param name="Where">The operation or the verb.</param>
/// <param name="Detail">The exception and where it was thrown; one line.</param>
/// <param name="Group">What kind of case it was.</param>
internal sealed record Fault(long Number, Outcome Outcome, string Where, string Detail, string Group)
{
    /// <summary>Faults of one kind have one cause, most likely: what was thrown where; of a lie, which sort it is.</summary>
    public string Kind => Outcome switch
    {
        Outcome.AnsweredLie => $"{Outcome} {Detail[..Math.Max(Detail.IndexOf(':', StringComparison.Ordinal), 0)]}",
        Outcome.Uninitialised or Outcome.Memory or Outcome.Time => $"{Outcome} {Where}",
        Outcome.Escaped or Outcome.Signal or Outcome.Unforeseen or Outcome.Contract => $"{Outcome} {Detail}",
        _ => $"{Outcome} {Where} {Detail}",
    };

    /// <summary>Whether a run with such an outcome has failed.</summary>
    public static bool IsFault(Outcome outcome) => outcome > Outcome.Limited;
}

namespace TfKeyedExport.Checking.Results;

/// <summary>Whether keys may be trusted.</summary>
public enum Verdict
{
    /// <summary>Each key came back with its own answer in everything that was tried.</summary>
    Safe,

    /// <summary>A key came back with something that is not its own answer.</summary>
    Unsafe,

    /// <summary>Nothing wrong was seen, and what was tried could not have shown it: the report says what to give.</summary>
    Undecided,
}

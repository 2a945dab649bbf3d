namespace TfKeyedExport.Checking.Results;

/// <summary>How a property fared.</summary>
public enum PropertyStatus
{
    /// <summary>It held in everything that was tried.</summary>
    Passed,

    /// <summary>It was violated; the verdict is then <see cref="Verdict.Unsafe"/>.</summary>
    Failed,

    /// <summary>It could not be judged, or says nothing of safety; the detail tells why.</summary>
    Skipped,
}

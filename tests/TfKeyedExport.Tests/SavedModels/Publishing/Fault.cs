namespace TfKeyedExport.Tests.SavedModels.Publishing;

/// <summary>How a step of publishing fails.</summary>
public enum Fault
{
    /// <summary>The disk is full: half of a file is written, then nothing more; deleting works.</summary>
    DiskFull,

    /// <summary>The process dies before the step: nothing works any more.</summary>
    KilledBefore,

    /// <summary>The process dies right after the step.</summary>
    KilledAfter,
}

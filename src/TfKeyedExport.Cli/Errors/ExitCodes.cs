using TfKeyedExport.Errors;

namespace TfKeyedExport.Cli.Errors;

/// <summary>What the process returns; the other codes are the numbers of <see cref="ErrorKind"/>.</summary>
internal static class ExitCodes
{
    /// <summary>Done; or, for a check, keys are safe.</summary>
    public const int Done = 0;

    /// <summary>A check found the keys unsafe.</summary>
    public const int Unsafe = 1;

    /// <summary>Wrong usage.</summary>
    public const int Usage = (int)ErrorKind.Usage;

    /// <summary>A file cannot be read.</summary>
    public const int Unreadable = (int)ErrorKind.Unreadable;

    /// <summary>A defect of the program itself.</summary>
    public const int Defect = 70;

    /// <summary>Ended by Ctrl+C: 128 and the signal's number, as shells count.</summary>
    public const int Interrupted = 130;
}

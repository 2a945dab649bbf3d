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

    /// <summary>Refused.</summary>
    public const int Refused = (int)ErrorKind.Refused;

    /// <summary>A check could not decide.</summary>
    public const int Undecided = 7;

    /// <summary>An output cannot be written.</summary>
    public const int Output = (int)ErrorKind.Output;

    /// <summary>A limit of memory or time was reached.</summary>
    public const int Limit = (int)ErrorKind.Limit;

    /// <summary>A defect of the program itself.</summary>
    public const int Defect = 70;

    /// <summary>Ended by Ctrl+C: 128 and the signal's number, as shells count.</summary>
    public const int Interrupted = 130;

    /// <summary>Ended by Ctrl+\, SIGQUIT.</summary>
    public const int Quit = 131;

    /// <summary>Ended by SIGTERM.</summary>
    public const int Terminated = 143;

    /// <summary>The code of a kind of error.</summary>
    public static int Of(ErrorKind kind) => kind == ErrorKind.Forbidden ? Refused : (int)kind;
}

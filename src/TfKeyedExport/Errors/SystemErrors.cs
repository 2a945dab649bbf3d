namespace TfKeyedExport.Errors;

/// <summary>What it looks like when the system has no more to give: that is no fault of the file that was just touched.</summary>
internal static class SystemErrors
{
    /// <summary>What to do when a process may open no more files.</summary>
    public const string RaiseFiles = "Raise the limit of open files (ulimit -n), or end what holds so many open, then try again";

    private const int NoMemory = 12;
    private const int TableFull = 23;
    private const int TooManyFiles = 24;

    /// <summary>Whether no more files may be opened (EMFILE, ENFILE).</summary>
    public static bool IsOutOfFiles(Exception error) => !OperatingSystem.IsWindows() && error is IOException { HResult: TooManyFiles or TableFull };

    /// <summary>Whether memory is what lacks: .NET's own news of it, or the system's (ENOMEM).</summary>
    public static bool IsOutOfMemory(Exception error) =>
        error is OutOfMemoryException || (!OperatingSystem.IsWindows() && error is IOException { HResult: NoMemory });

    /// <summary>Whether it is the machine that refuses or lacks something, whatever was asked of it.</summary>
    public static bool IsOfHost(Exception? error) =>
        error is UnauthorizedAccessException || (error is not null && (IsOutOfFiles(error) || IsOutOfMemory(error)));

    /// <summary>What to do about a failure of the system.</summary>
    /// <param name="error">The failure; null if only its words are known.</param>
    /// <param name="otherwise">The advice, unless files or memory ran out.</param>
    public static string Next(Exception? error, string otherwise) => error is not null && IsOutOfFiles(error) ? RaiseFiles : otherwise;

    /// <summary>
    /// The exception in which the trouble began, where the runtime has only wrapped it: the first use of a type, and work that
    /// was spread over threads, hide their causes.
    /// </summary>
    public static Exception Cause(Exception error)
    {
        while (error is TypeInitializationException or AggregateException && error.InnerException is { } inner)
            error = inner;
        return error;
    }
}

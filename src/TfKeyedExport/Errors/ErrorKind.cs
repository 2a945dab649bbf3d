namespace TfKeyedExport.Errors;

/// <summary>What kind of trouble an error is. Each kind has one exit code of the command line: its number, unless it says otherwise.</summary>
public enum ErrorKind
{
    /// <summary>The call or the command line is wrong.</summary>
    Usage = 2,

    /// <summary>The model or the input cannot be read.</summary>
    Unreadable = 3,

    /// <summary>What was asked for is refused: a name collision, an existing output, a signature that cannot carry keys.</summary>
    Refused = 4,

    /// <summary>The engine cannot do it: no library, no device, an operation it lacks, or a failure while it ran.</summary>
    Engine = 5,

    /// <summary>A remote server or broker could not be reached.</summary>
    Remote = 6,

    /// <summary>What was made cannot be written: the disk is full, the standard output is closed.</summary>
    Output = 8,

    /// <summary>A limit of memory or time was reached.</summary>
    Limit = 9,

    /// <summary>
    /// An operation reaches outside the model and the user did not allow it by name: refused on every engine. Its exit code is that of <see cref="Refused"/>.
    /// </summary>
    Forbidden = 104,
}

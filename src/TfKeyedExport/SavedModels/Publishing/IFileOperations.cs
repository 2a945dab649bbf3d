namespace TfKeyedExport.SavedModels.Publishing;

/// <summary>Every change that publishing makes to the file system, one call each, so that a test can fail any of them.</summary>
internal interface IFileOperations
{
    /// <summary>Makes a folder whose parent exists.</summary>
    void CreateFolder(string path);

    /// <summary>Makes a file that nobody else can lock while the result is open.</summary>
    IDisposable CreateLock(string path);

    /// <summary>Takes over the lock of a process that has ended.</summary>
    /// <returns>The lock, or null while its process lives.</returns>
    IDisposable? TryTakeLock(string path);

    /// <summary>Makes a file with this content.</summary>
    void WriteFile(string path, ReadOnlySpan<byte> content, Durability durability);

    /// <summary>Makes a file of what is written to a stream.</summary>
    void WriteFile(string path, Action<Stream> write, Durability durability);

    /// <summary>Makes a copy of a file.</summary>
    /// <returns>The way that was used.</returns>
    VariableCopy CopyFile(FileToCopy file);

    /// <summary>Puts a folder's names on the disk.</summary>
    void FlushFolder(string path);

    /// <summary>Renames a folder to a name that is not in use.</summary>
    void MoveFolder(string from, string to);

    /// <summary>Exchanges two folders in one step.</summary>
    /// <returns>False if the system cannot.</returns>
    bool TryExchange(string first, string second);

    /// <summary>Deletes a folder with all in it; links are deleted, not followed.</summary>
    void DeleteFolder(string path);

    /// <summary>Deletes a folder if it is empty.</summary>
    void DeleteEmptyFolder(string path);

    /// <summary>Deletes a file.</summary>
    void DeleteFile(string path);
}

namespace TfKeyedExport.Serving.RequestLog;

/// <summary>A file that is written to.</summary>
internal interface ILogFile : IDisposable
{
    /// <summary>Whether it still has its name: else somebody took it away, and what is appended is found by nobody.</summary>
    bool IsThere { get; }

    /// <summary>Appends bytes: all of them, or, if that fails, none, as far as the system lets it.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    void Append(ReadOnlySpan<byte> bytes);

    /// <summary>Gives it another name.</summary>
    void Rename(string name);

    /// <summary>Deletes it, if that is possible.</summary>
    void Delete();
}

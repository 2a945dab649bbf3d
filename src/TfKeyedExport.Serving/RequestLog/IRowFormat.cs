namespace TfKeyedExport.Serving.RequestLog;

/// <summary>Rows on their way into a file, in one form.</summary>
internal interface IRowFormat
{
    /// <summary>How names of files end.</summary>
    string Extension { get; }

    /// <summary>Whether a file is written in one go, when all of its rows are there.</summary>
    bool IsWhole { get; }

    /// <summary>About how many bytes the rows take that are not written yet.</summary>
    long Length { get; }

    /// <summary>Adds a row.</summary>
    void Add(LogRow row);

    /// <summary>The bytes of all rows that were added; the next row begins anew.</summary>
    ReadOnlyMemory<byte> Take();
}

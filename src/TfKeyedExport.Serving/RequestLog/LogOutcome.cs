namespace TfKeyedExport.Serving.RequestLog;

/// <summary>What became of rows that were to be logged.</summary>
internal enum LogOutcome
{
    /// <summary>They were handed to the system.</summary>
    Written,

    /// <summary>They were dropped, since too much waited to be written.</summary>
    QueueFull,

    /// <summary>They were dropped, since they could not be written.</summary>
    WriteFailed,
}

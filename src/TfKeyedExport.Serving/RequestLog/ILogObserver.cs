namespace TfKeyedExport.Serving.RequestLog;

/// <summary>Told what becomes of rows that were to be logged.</summary>
internal interface ILogObserver
{
    /// <summary>Something became of rows.</summary>
    void Rows(LogOutcome outcome, int rows);

    /// <summary>Calls of a model were written.</summary>
    void Calls(string model, int calls);
}

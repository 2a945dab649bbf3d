namespace TfKeyedExport.Errors;

/// <summary>Whose the trouble is: what a server has to know before it answers, retries or stops.</summary>
public enum ErrorSide
{
    /// <summary>Your request: another one may be answered, by the same model on the same machine. It is not worth a retry.</summary>
    Request,

    /// <summary>This model: no request to it will fare better here, and none to another model fares worse.</summary>
    Model,

    /// <summary>This host: its libraries, devices, files or memory. The same request may be answered elsewhere, or later.</summary>
    Host,
}

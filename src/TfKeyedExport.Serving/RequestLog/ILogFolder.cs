namespace TfKeyedExport.Serving.RequestLog;

/// <summary>Where files of a log are made.</summary>
internal interface ILogFolder
{
    /// <summary>Makes a file that was not there, to be read and written by this user alone.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    ILogFile Create(string name);
}

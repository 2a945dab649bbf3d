using Microsoft.Extensions.Logging;
using TfKeyedExport.Errors;
using TfKeyedExport.Serving.Faults;

namespace TfKeyedExport.Serving.Log;

/// <summary>
/// Writes down what no client is told: errors that nobody foresaw. Of a kind it does so now and then only, since what makes them can be sent again and again.
/// </summary>
/// <param name="log">Receives them.</param>
/// <param name="time">The clock.</param>
internal sealed class Defects(ILogger log, TimeProvider time)
{
    private const int LongestText = 4096;

    private readonly Seldom<Type> _seldom = new(time);

    /// <summary>Notes an error that a call ended with; whatever has a cause that its client is told is passed over.</summary>
    public void Note(Exception error)
    {
        if (error is ServingFault or TfKeyedException or OperationCanceledException or IOException)
            return;
        if (!_seldom.Take(error.GetType(), out _))
            return;
        string text = error.ToString();
        log.Defect(error, text.Length > LongestText ? text[..LongestText] : text);
    }
}

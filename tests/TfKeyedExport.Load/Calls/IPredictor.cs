using TfKeyedExport.Load.Rows;

namespace TfKeyedExport.Load.Calls;

/// <summary>Asks a server by one of its protocols.</summary>
internal interface IPredictor
{
    /// <summary>Sends rows, and reads what comes back.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="version">The version to ask; null for the latest.</param>
    /// <param name="cancellation">Gives it up.</param>
    Task<Answer> Predict(IReadOnlyList<KeyedRow> rows, long? version, CancellationToken cancellation);
}

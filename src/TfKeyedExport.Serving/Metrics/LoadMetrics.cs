using TfKeyedExport.Serving.Faults;
using TfKeyedExport.Serving.Models;
using TfKeyedExport.Serving.Protos;

namespace TfKeyedExport.Serving.Metrics;

/// <summary>What is counted of loading: by folders, of which the last ones are kept.</summary>
/// <param name="families">All metrics.</param>
internal sealed class LoadMetrics(TensorFlowServingFamilies families) : ILoadObserver
{
    private const int MostFolders = 64;

    private readonly Lock _gate = new();
    private readonly OrderedDictionary<string, LabelScope> _folders = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Loaded(string folder, bool isFine, TimeSpan took)
    {
        LabelScope scope = Of(folder);
        scope.Of(families.LoadAttempts, folder, isFine ? "success" : "fail").Add();
        scope.Of(families.LoadLatency, folder).Add((long)took.TotalMicroseconds);
    }

    /// <inheritdoc/>
    public void WarmedUp(string folder, Code code, int records, TimeSpan took)
    {
        LabelScope scope = Of(folder);
        scope.Of(families.WarmUpLatency, folder, FaultCodes.Name(code)).Observe(took);
        scope.Of(families.WarmUpRecords, folder, FaultCodes.Name(code)).Add(records);
    }

    private LabelScope Of(string folder)
    {
        lock (_gate)
        {
            if (!_folders.Remove(folder, out LabelScope? scope))
                scope = new LabelScope();
            _folders.Add(folder, scope);
            if (_folders.Count > MostFolders)
            {
                _folders.GetAt(0).Value.Drop();
                _folders.RemoveAt(0);
            }
            return scope;
        }
    }
}

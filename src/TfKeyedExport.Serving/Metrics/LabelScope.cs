namespace TfKeyedExport.Serving.Metrics;

/// <summary>Labels that go together: those of a model, of a version, or of a folder.</summary>
internal sealed class LabelScope
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(Family Family, string Values), Action> _forget = [];

    /// <summary>What is counted under a set of labels, until the scope is dropped. Takes a while: keep it.</summary>
    public T Of<T>(CountedFamily<T> family, params string[] values)
        where T : class, IMetric
    {
        lock (_gate)
        {
            _forget.TryAdd((family, string.Join('\0', values)), () => family.Forget(values));
            return family.Of(values);
        }
    }

    /// <summary>Forgets them all.</summary>
    public void Drop()
    {
        lock (_gate)
        {
            foreach (Action forget in _forget.Values)
                forget();
            _forget.Clear();
        }
    }
}

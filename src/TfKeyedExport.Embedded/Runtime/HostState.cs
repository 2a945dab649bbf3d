using System.Collections.Concurrent;
using TfKeyedExport.Embedded.Runtime.Resources;
using TfKeyedExport.Hosting;
using TfKeyedExport.SavedModels;

namespace TfKeyedExport.Embedded.Runtime;

/// <summary>What all calls of a host share: variables, tables, limits, where the model lies.</summary>
internal sealed class HostState : IDisposable
{
    private readonly ConcurrentDictionary<(Type Kind, string Name), object> _resources = new();

    public HostState(MetaGraph metaGraph, HostOptions options)
    {
        MetaGraph = metaGraph;
        Options = options;
    }

    /// <summary>The model.</summary>
    public MetaGraph MetaGraph { get; }

    /// <summary>Limits.</summary>
    public HostOptions Options { get; }

    /// <summary>The resource of a kind and a name; made when first asked for.</summary>
    public T Resource<T>(string name, Func<string, T> make)
        where T : class => (T)_resources.GetOrAdd((typeof(T), name), key => make(key.Name));

    /// <summary>Every variable that was made.</summary>
    public IEnumerable<Variable> Variables => _resources.Values.OfType<Variable>();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (object resource in _resources.Values)
            (resource as IDisposable)?.Dispose();
        _resources.Clear();
    }
}

using System.Collections.Concurrent;
using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Errors;
using TfKeyedExport.Hosting;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Tables;
using TfKeyedExport.SavedModels;
using TfKeyedExport.SavedModels.Bundles;

namespace TfKeyedExport.Embedded.Runtime;

/// <summary>What all calls of a host share: variables, tables, limits, where the model lies.</summary>
internal sealed class HostState : IDisposable
{
    private readonly ConcurrentDictionary<(Type Kind, string Name), object> _resources = new();

    private readonly Lazy<VariableBundle> _bundle;

    public HostState(MetaGraph metaGraph, HostOptions options)
    {
        MetaGraph = metaGraph;
        Options = options;
        Budget = new StateBudget(options.MemoryLimit);
        Clock = CallClock.For(options.Time);
        _bundle = new Lazy<VariableBundle>(() => VariableBundle.Open(Path.Combine(metaGraph.Model.Folder, "variables")));
    }

    /// <summary>The model.</summary>
    public MetaGraph MetaGraph { get; }

    /// <summary>Limits.</summary>
    public HostOptions Options { get; }

    /// <summary>The clock of the calls' time limit.</summary>
    public CallClock Clock { get; }

    /// <summary>What calls have left behind in variables and tables, and its limit.</summary>
    public StateBudget Budget { get; }

    /// <summary>The resource of a kind and a name; made when first asked for.</summary>
    public T Resource<T>(string name, Func<string, T> make)
        where T : class => (T)_resources.GetOrAdd((typeof(T), name), key => make(key.Name));

    /// <summary>The stored variables; opened when first asked for.</summary>
    public VariableBundle Bundle => _bundle.Value;

    /// <summary>The file of an asset.</summary>
    /// <param name="name">The name that the model gives it.</param>
    /// <exception cref="TfKeyedException">The model declares no such asset, or it is not a plain file inside the model.</exception>
    public string AssetPath(string name)
    {
        if (MetaGraph.Assets.All(a => a.Filename != name))
            throw Foreign(
                $"the file {name} is not one of the model's assets: refused", "export the model with the file as an asset",
                TableOperations.InitializeTableFromTextFileV2, TableOperations.InitializeTableFromTextFile);
        return MetaGraph.Model.AssetFile(name);
    }

    /// <summary>
    /// The error of an operation that reads a file which is not the model's own. Where the user allowed that, another engine may do it; else none.
    /// </summary>
    /// <param name="what">What was refused.</param>
    /// <param name="next">What to do.</param>
    /// <param name="operations">What can be allowed to do it.</param>
    public TfKeyedException Foreign(string what, string next, params Operation[] operations) =>
        operations.Any(o => Options.AllowedOperations.Contains(o.Name))
            ? new TfKeyedException(ErrorKind.Engine, what, null, "use --engine tensorflow") { Side = ErrorSide.Model }
            : TfKeyedException.Forbidden(what, null, next);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (object resource in _resources.Values)
            (resource as IDisposable)?.Dispose();
        _resources.Clear();
        Clock.Dispose();
        if (_bundle.IsValueCreated)
            _bundle.Value.Dispose();
    }
}

using System.Collections.Frozen;
using TfKeyedExport.Hosting;
using TfKeyedExport.Protos;
using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Serving.Models;

/// <summary>A version of a model, opened on an engine and ready to answer.</summary>
internal sealed class ServedModel : IDisposable
{
    private readonly IModelHost _host;

    /// <summary>Takes over an opened model.</summary>
    /// <param name="name">The model's name.</param>
    /// <param name="number">The version.</param>
    /// <param name="host">The model on its engine; disposed of with this.</param>
    /// <param name="signatures">The signatures that can be called.</param>
    /// <param name="lacking">The signatures that the engine cannot run, and why.</param>
    public ServedModel(string name, long number, IModelHost host, IEnumerable<ServedSignature> signatures, IReadOnlyDictionary<string, string> lacking)
    {
        Name = name;
        Number = number;
        _host = host;
        Signatures = signatures.ToFrozenDictionary(s => s.Signature.Name, StringComparer.Ordinal);
        Lacking = lacking.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The model's name.</summary>
    public string Name { get; }

    /// <summary>The version.</summary>
    public long Number { get; }

    /// <summary>The engine and its device.</summary>
    public string Description => _host.Description;

    /// <summary>The engine's name.</summary>
    public string Engine => _host.Engine;

    /// <summary>The signatures that can be called, by name.</summary>
    public FrozenDictionary<string, ServedSignature> Signatures { get; }

    /// <summary>The signatures that the engine cannot run, and why.</summary>
    public FrozenDictionary<string, string> Lacking { get; }

    /// <summary>All signatures as the model stores them, for those who ask for its metadata.</summary>
    public required IReadOnlyDictionary<string, SignatureDef> Declared { get; init; }

    /// <summary>All signatures, as they are read.</summary>
    public required IReadOnlyList<ModelSignature> All { get; init; }

    /// <summary>How its requests are joined; null if they are not.</summary>
    public BatchingOptions? Batching { get; init; }

    /// <summary>The bytes of its variables, which the engine holds as long as the version is there.</summary>
    public long VariableBytes { get; init; }

    /// <summary>Ends what is done in the background for it.</summary>
    public CancellationTokenSource Background { get; } = new();

    /// <summary>Runs what waits for company: the version is going to be retired.</summary>
    public void Flush()
    {
        Background.Cancel();
        foreach (ServedSignature signature in Signatures.Values)
            signature.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Background.Cancel();
        foreach (ServedSignature signature in Signatures.Values)
            signature.Dispose();
        _host.Dispose();
    }
}

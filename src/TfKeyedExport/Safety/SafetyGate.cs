using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Catalog;
using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Safety;

/// <summary>Refuses to run what reaches outside a model, unless the user allowed the operation by name. Every engine asks it before it runs anything.</summary>
/// <remarks>Thread-safe if nobody else uses the source at the same time.</remarks>
/// <param name="metaGraph">The model.</param>
/// <param name="source">The model's graph.</param>
/// <param name="allowed">The operations that the user allowed.</param>
/// <param name="isForTensorFlow">Whether TensorFlow's library is going to run it; see <see cref="ForeignRuntime"/>.</param>
internal sealed class SafetyGate(MetaGraph metaGraph, GraphSource source, IReadOnlyList<string> allowed, bool isForTensorFlow = false)
{
    private const int ShownNodes = 3;

    private readonly Lock _lock = new();

    /// <summary>Whether a name is that of an operation that TensorFlow has or that would be refused: others cannot be allowed.</summary>
    public static bool IsKnown(string operation) => OperationCatalog.Find(operation) is not null || OutsideNames.Find(operation) is not null;

    /// <summary>Checks what loading the model runs: the restoring of its variables and its initialisation.</summary>
    /// <exception cref="TfKeyedException">An operation reaches outside the model, or the graph is damaged.</exception>
    public void CheckLoading()
    {
        MetaGraphDef head = metaGraph.Head;
        IReadOnlyList<string> assets = LoadTargets.AssetTensors(metaGraph);
        string? variables = LoadTargets.VariablesTensor(head);
        Check("restoring variables", variables is null ? assets : [.. assets, variables], LoadTargets.Restore(head));
        Check("initialisation", assets, [.. LoadTargets.Initialization(head)]);
    }

    /// <summary>
    /// Checks everything that TensorFlow's library is given, whether it is going to run or not: it looks at all functions when it loads a model. Comes before
    /// the library gets it; the other checks do not repeat it.
    /// </summary>
    /// <exception cref="TfKeyedException">
    /// There is an internal operation, a function that calls itself, or a chain of functions without reasonable end.
    /// </exception>
    public void CheckLibrary()
    {
        lock (_lock)
            new ForeignRuntime(source).CheckAll(metaGraph);
    }

    /// <summary>Checks what a call of a signature runs.</summary>
    /// <exception cref="TfKeyedException">An operation reaches outside the model, or the graph is damaged.</exception>
    public void CheckSignature(ModelSignature signature)
    {
        // In a call nothing is fed with names of files: what is a model's own is known only while it is loaded.
        IReadOnlyList<FoundOperation> found;
        lock (_lock)
        {
            found = new OperationReach(source, [], isForTensorFlow).Find(
                signature.Inputs.Select(i => i.TensorName).Where(n => n.Length > 0), signature.Outputs.Select(o => o.TensorName).Where(n => n.Length > 0));
        }
        Refuse(found, $"signature {signature.Name}");
    }

    private void Check(string what, IReadOnlyList<string> ownFiles, IReadOnlyList<string> targets)
    {
        if (targets.Count == 0)
            return;
        IReadOnlyList<FoundOperation> found;
        lock (_lock)
            found = new OperationReach(source, ownFiles, isForTensorFlow).Find(ownFiles, targets);
        Refuse(found, what);
    }

    private void Refuse(IReadOnlyList<FoundOperation> found, string what)
    {
        ILookup<string, FoundOperation> refused = found.Where(f => !allowed.Contains(f.Operation)).ToLookup(f => f.Operation, StringComparer.Ordinal);
        string[] operations = [.. refused.Select(r => r.Key).Order(StringComparer.Ordinal)];
        string[] outside = [.. operations.Where(o => !refused[o].First().Outside.NeedsPython)];
        if (outside.Length > 0)
        {
            throw Refusal(what, Describe(outside, refused), metaGraph.Where, outside);
        }
        if (operations.Length > 0)
        {
            throw TfKeyedException.Engine(
                $"{what} needs Python: {Describe(operations, refused)}", metaGraph.Where, "save the model again without tf.py_function and tf.numpy_function");
        }
    }

    /// <summary>The error of something that reaches outside the model, which every engine refuses.</summary>
    /// <param name="what">What reaches out.</param>
    /// <param name="found">The operations and what they do.</param>
    /// <param name="where">The model, if it is not known from elsewhere.</param>
    /// <param name="operations">The operations that would have to be allowed.</param>
    public static TfKeyedException Refusal(string what, string found, string? where, params IEnumerable<string> operations) => TfKeyedException.Forbidden(
        $"{what} reaches outside the model: {found}: refused", where,
        $"if you trust this model with that, add {string.Join(" ", operations.Select(o => $"--allow-op {o}"))}");

    private static string Describe(string[] operations, ILookup<string, FoundOperation> found) => string.Join("; ", operations.Select(o =>
        $"{o} {found[o].First().Outside.Does} at {string.Join(", ", found[o].Take(ShownNodes).Select(f => f.Origin))}"
        + (found[o].Count() > ShownNodes ? $" and {found[o].Count() - ShownNodes} more" : "")));
}

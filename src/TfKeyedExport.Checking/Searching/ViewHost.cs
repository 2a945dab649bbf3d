using TfKeyedExport.Analyses.Predicates;
using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Hosting;
using TfKeyedExport.Hosting.Inner;

namespace TfKeyedExport.Checking.Searching;

/// <summary>The host that shows what a model computes on its way: the one under test, or, if that one cannot, one of another engine.</summary>
/// <param name="open">Opens the model on the other engine; null if there is none.</param>
internal sealed class ViewHost(Func<IModelHost>? open) : IDisposable
{
    private IModelHost? _other;

    /// <summary>Opens a view of the conditions by which a signature's graph does one thing or another; null if nothing can show any.</summary>
    public InnerView? OpenConditions(IModelHost main, Subject subject) => Open(main, subject, PredicateReader.Read);

    /// <summary>Opens a view of the conditions that sizes decide; null if there are none, or nothing can show them.</summary>
    public InnerView? OpenSizes(IModelHost main, Subject subject) => Open(main, subject, PredicateReader.ReadSizes);

    /// <summary>Opens a view of what a signature's graph asserts, as one condition; null if it asserts nothing, or nothing can show it.</summary>
    public InnerView? OpenAssertions(IModelHost main, Subject subject) => Open(main, subject, (graph, inputs) =>
        PredicateReader.ReadAsserted(graph, inputs) is { } asserted ? [asserted] : []);

    private InnerView? Open(IModelHost main, Subject subject, Func<Graph, IEnumerable<Node>, IEnumerable<Predicate>> read)
    {
        if (main is IInnerValues)
            return InnerView.Open(main, subject, read);
        try
        {
            return InnerView.Open(_other ??= open?.Invoke(), subject, read);
        }
        catch (TfKeyedException)
        {
            // It lacks an operation, or refuses one.
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _other?.Dispose();
}

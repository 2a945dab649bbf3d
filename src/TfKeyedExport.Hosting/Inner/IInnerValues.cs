using TfKeyedExport.Graphs.Model;

namespace TfKeyedExport.Hosting.Inner;

/// <summary>A host that also tells what a signature's graph computes on the way to its outputs.</summary>
internal interface IInnerValues
{
    /// <summary>Makes a runner that takes a signature's inputs and gives tensors within its graph. It writes nothing, and checks nothing.</summary>
    /// <param name="signature">The signature's name.</param>
    /// <param name="choose">Chooses tensors of the graph; those that cannot be had without writing are left out.</param>
    /// <returns>The runner, whose outputs have no names, and the tensors that it gives, in their order.</returns>
    /// <exception cref="Errors.TfKeyedException">There is no such signature, or the engine lacks operations.</exception>
    (ISignatureRunner Runner, IReadOnlyList<NodeOutput> Given) Watch(string signature, Func<Graph, IReadOnlyList<NodeOutput>> choose);
}

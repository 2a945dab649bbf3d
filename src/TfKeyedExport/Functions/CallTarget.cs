using TfKeyedExport.Protos;
using TfKeyedExport.SavedModels;
using TfKeyedExport.Signatures;

namespace TfKeyedExport.Functions;

/// <summary>A function of the library with what is needed to call it: by a signature's wrapper, or from the main graph.</summary>
/// <param name="Function">The function.</param>
/// <param name="Inputs">Its arguments but the captures, in its order, under the source's names.</param>
/// <param name="Outputs">Its results in its order, under the source's names.</param>
/// <param name="Captures">The objects that it captured, in the order of the arguments that follow.</param>
internal sealed record CallTarget(
    FunctionDef Function, IReadOnlyList<SignatureArgument> Inputs, IReadOnlyList<SignatureArgument> Outputs, IReadOnlyList<int> Captures)
{
    /// <summary>What is needed to call a traced function.</summary>
    public static CallTarget Of(MetaGraph metaGraph, FunctionTrace trace) => new(
        metaGraph.Function(trace.ConcreteFunction)!,
        trace.Inputs,
        trace.Outputs,
        metaGraph.Proto.ObjectGraphDef.ConcreteFunctions[trace.ConcreteFunction].BoundInputs);
}

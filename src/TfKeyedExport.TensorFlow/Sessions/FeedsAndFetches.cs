using System.Globalization;
using TfKeyedExport.Errors;
using TfKeyedExport.Signatures;
using TfKeyedExport.TensorFlow.Interop;

namespace TfKeyedExport.TensorFlow.Sessions;

/// <summary>Where a signature's inputs and outputs stand in the loaded graph.</summary>
/// <param name="Feeds">One place for each input.</param>
/// <param name="Fetches">One place for each different output.</param>
/// <param name="FetchOfOutput">For each output its position in <paramref name="Fetches"/>: two outputs may be the same tensor.</param>
internal sealed record FeedsAndFetches(GraphOutput[] Feeds, GraphOutput[] Fetches, int[] FetchOfOutput)
{
    /// <summary>More inputs or outputs than any signature has; they are laid out on the stack.</summary>
    private const int MaxArguments = 4096;

    /// <summary>Looks the tensors up.</summary>
    /// <exception cref="TfKeyedException">One is sparse or composite, is not in the graph, or is fed twice.</exception>
    public static FeedsAndFetches Of(ModelSignature signature, GraphHandle graph)
    {
        string where = $"signature {signature.Name}";
        if (Math.Max(signature.Inputs.Count, signature.Outputs.Count) > MaxArguments)
            throw TfKeyedException.Engine($"it has more than {MaxArguments} inputs or outputs", where);
        signature.CheckInputs("the model");
        GraphOutput[] feeds = [.. signature.Inputs.Select(i => Find(i, graph, where))];
        if (feeds.Distinct().Count() != feeds.Length)
            throw TfKeyedException.Engine("two of its inputs are the same tensor, so they cannot be given two values", where);
        GraphOutput[] outputs = [.. signature.Outputs.Select(o => Find(o, graph, where))];
        GraphOutput[] fetches = [.. outputs.Distinct()];
        return new FeedsAndFetches(feeds, fetches, [.. outputs.Select(o => Array.IndexOf(fetches, o))]);
    }

    private static GraphOutput Find(SignatureArgument argument, GraphHandle graph, string where)
    {
        if (!argument.IsTensor)
            throw TfKeyedException.Engine($"{argument.Name} is sparse or composite, not one tensor", where, "use a signature with plain tensors");
        (string node, int index) = Split(argument.TensorName);
        nint operation = NativeMethods.GraphOperationByName(graph, node);
        if (operation == 0 || index < 0 || index >= NativeMethods.OperationNumOutputs(operation))
            throw TfKeyedException.Engine($"{argument.Name} is {argument.TensorName}, which is not in the loaded graph", where);
        return new GraphOutput(operation, index);
    }

    private static (string Node, int Index) Split(string tensor)
    {
        int colon = tensor.LastIndexOf(':');
        if (colon < 0)
            return (tensor, 0);
        return int.TryParse(tensor.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            ? (tensor[..colon], index)
            : (tensor, -1);
    }
}

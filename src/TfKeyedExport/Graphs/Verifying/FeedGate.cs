using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Operations.Declarations;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Graphs.Verifying;

/// <summary>What is fed must be of the type that the graph has there: everybody who reads it was made for that.</summary>
internal static class FeedGate
{
    /// <summary>Checks a tensor that is going to be fed.</summary>
    /// <param name="record">The node whose output it stands for.</param>
    /// <param name="output">Which of its outputs.</param>
    /// <param name="type">The type of what is fed.</param>
    /// <param name="graph">What feeds it, for messages.</param>
    /// <param name="tensor">The tensor's name, for messages.</param>
    /// <exception cref="TfKeyedException">There is no such tensor, or it is of another type.</exception>
    public static void Check(NodeRecord record, int output, DataType type, string graph, string tensor)
    {
        if (record.Operation.Signature is not { } declaration)
            return;
        try
        {
            DataType[] types = ArgumentTypes.OfOutputs(declaration, new NodeAttributes(record.Attributes, record.Operation.Defaults, null));
            if (output >= types.Length)
                throw TfKeyedException.Unreadable($"there is no tensor {tensor}: {record.Operation.Name} gives {types.Length}", null, GraphAdvice.Contradicts);
            if (types[output] != type)
                throw TfKeyedException.Unreadable(
                    $"{graph} declares its input {tensor} as {type.Name()}; the graph has {types[output].Name()} there", null, GraphAdvice.Contradicts);
        }
        catch (TfKeyedException e) when (e.Where is null)
        {
            throw e.At($"node {record.Name}");
        }
    }
}

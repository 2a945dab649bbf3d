using TfKeyedExport.Errors;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Graphs.Reading;
using TfKeyedExport.Graphs.Verifying;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Operations.Declarations;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Safety;

/// <summary>
/// What TensorFlow's passes over a graph take for granted of each node, reached or not: they index the inputs that its operation
/// declares, and read a constant as the type that it says it is. Of a model that breaks this, the process ends.
/// </summary>
internal static class ForeignNodes
{
    /// <summary>Checks a node.</summary>
    /// <param name="record">The node.</param>
    /// <param name="inside">The function that it is in; null for the main graph.</param>
    /// <exception cref="TfKeyedException">It has more or fewer inputs than its operation, or is a constant of another type than it says.</exception>
    public static void Check(NodeRecord record, FunctionBody? inside)
    {
        try
        {
            // Inputs inside a function are counted by TensorFlow, when it makes a graph of it; and there, how many there are may be for the caller to say.
            if (inside is null)
                CheckInputs(record);
            if (record.Operation.Operation == ArrayOperations.Const)
                CheckConstant(record.Attributes);
        }
        catch (TfKeyedException e) when (e.Where is null)
        {
            throw e.At($"node {new NodeOrigin(record.Name, inside?.Name)}");
        }
    }

    private static void CheckInputs(NodeRecord record)
    {
        if (record.Operation.Signature is not { } declaration)
            return;
        var attributes = new NodeAttributes(record.Attributes, record.Operation.Defaults, null);
        NodeGate.CheckCount(declaration, record.DataInputs, declaration.InputArg.Sum(a => (long)ArgumentTypes.Count(a, attributes)));
    }

    private static void CheckConstant(AttributeList attributes)
    {
        DataType said = attributes.TypeOf("dtype"), held = attributes.TensorTypeAtOnce("value");
        if (said != DataType.Invalid && held != DataType.Invalid && said != held)
            throw TfKeyedException.Unreadable($"the constant is said to be {said.Name()} and holds {held.Name()}", null, GraphAdvice.Contradicts);
    }
}

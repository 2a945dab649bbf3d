using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Protos;

namespace TfKeyedExport.Graphs.Functionalizing;

/// <summary>What the nodes that stand for TensorFlow 1's branches and loops are marked with.</summary>
internal static class FlowAttributes
{
    /// <summary>The attribute that says that the condition has to be a scalar, as a <c>Switch</c> asks for it.</summary>
    public const string ScalarCondition = "_scalar_condition";

    /// <summary>That alone.</summary>
    public static NodeAttributes Scalar { get; } = new(new Dictionary<string, AttrValue> { [ScalarCondition] = new() { B = true } });
}

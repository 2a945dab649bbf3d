using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Elementwise;

namespace TfKeyedExport.Embedded.Steps;

/// <summary>
/// Looks strings up in their places. Inputs: the strings, the ignored string, the table, the value of a string that the table
/// lacks, and that of an ignored one.
/// </summary>
internal sealed record MaskedLookupStep() : Step("masked lookup");

/// <summary>Mean and variance along one axis. Inputs: the elements and the axis; outputs: mean and variance. The axis stays, of size one.</summary>
internal sealed record MomentsStep() : Step("mean and variance");

/// <summary>Counts how often each index occurs along the last dimension. Inputs: the indices and the depth.</summary>
internal sealed record MultiHotStep() : Step("multi-hot");

/// <summary>A <c>Relu</c> or <c>Relu6</c> that makes zero of NaN.</summary>
/// <param name="Of">Which of both.</param>
internal sealed record QuietReluStep(Operation Of) : Step(Of.Name)
{
    /// <summary>Whether a node is a <c>Relu</c>, and whether it makes zero of NaN.</summary>
    public static bool IsRelu(Node node, out bool isQuiet)
    {
        isQuiet = node.Work is QuietReluStep quiet && quiet.Of == ElementwiseOperations.Relu;
        return isQuiet || node.Is(ElementwiseOperations.Relu);
    }
}

/// <summary>What the variable of a TensorFlow 1 reference holds now. Input: the reference.</summary>
internal sealed record ReadReferenceStep() : Step("read of a variable")
{
    /// <inheritdoc/>
    public override Effect Effect => Effect.Reads;
}

/// <summary>One size of a tensor. Inputs: the tensor and the dimension.</summary>
internal sealed record SizeStep() : Step("size");

/// <summary>A vector of sizes. Inputs, for each element: a tensor and the dimension whose size is meant, or a number itself and <see cref="Itself"/>.</summary>
internal sealed record SizeVectorStep() : Step("sizes")
{
    /// <summary>Stands for the dimension of what is a number itself.</summary>
    public const int Itself = -1;
}

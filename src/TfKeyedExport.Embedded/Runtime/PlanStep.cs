using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Arrays;
using TfKeyedExport.Operations.Attributes;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Runtime;

/// <summary>One kernel of a plan, with the numbers of the values that it reads and writes.</summary>
internal sealed class PlanStep
{
    public static PlanStep None { get; } = new()
    {
        Kernel = null!,
        Node = new Node(ArrayOperations.NoOp, NodeAttributes.None, new NodeOrigin(""), [], [], []),
        Inputs = [],
        Outputs = [],
        OutputTypes = [],
    };

    public required Kernel Kernel { get; init; }

    /// <summary>The node that it computes, for messages.</summary>
    public required Node Node { get; init; }

    public required int[] Inputs { get; init; }

    public required int[] Outputs { get; init; }

    public required DataType[] OutputTypes { get; init; }

    /// <summary>The outputs that are strings.</summary>
    public int[] StringOutputs { get; init; } = [];

    /// <summary>Of each input, whether nobody reads it after this step.</summary>
    public bool[] IsLastUse { get; set; } = [];

    /// <summary>The values to give up after this step.</summary>
    public int[] Dying { get; set; } = [];
}

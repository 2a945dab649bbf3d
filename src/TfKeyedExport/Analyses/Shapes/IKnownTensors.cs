using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Analyses.Shapes;

/// <summary>What the reader of a graph knows of its constants and parameters.</summary>
internal interface IKnownTensors
{
    /// <summary>
    /// The shape of a constant, or the shape that a parameter is declared with, sizes that may be any being -1; null if it is neither, or not declared.
    /// </summary>
    TensorShape? ShapeOf(NodeOutput output);

    /// <summary>The elements of a small constant of whole numbers; null of everything else.</summary>
    long[]? IntegersOf(NodeOutput output);

    /// <summary>Notes that a region's parameter always is a tensor of the graph around it.</summary>
    void Bind(Node parameter, NodeOutput outer)
    {
    }
}

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
}

using TfKeyedExport.Embedded.Numerics.Functions;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations;
using TfKeyedExport.Operations.Elementwise;
using TfKeyedExport.Operations.Linear;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Steps;

/// <summary>Which nodes are functions of float32 elements that an <see cref="ElementwiseStep"/> takes in.</summary>
internal static class ElementFunctions
{
    private static readonly Dictionary<IWork, ElementFunction> Functions = new()
    {
        [ElementwiseOperations.Abs] = ElementFunction.Abs,
        [ElementwiseOperations.Add] = ElementFunction.Add,
        [ElementwiseOperations.AddV2] = ElementFunction.Add,
        [LinearOperations.BiasAdd] = ElementFunction.AddBias,
        [ElementwiseOperations.Div] = ElementFunction.Divide,
        [ElementwiseOperations.Erf] = ElementFunction.Erf,
        [ElementwiseOperations.Erfc] = ElementFunction.Erfc,
        [ElementwiseOperations.Exp] = ElementFunction.Exp,
        [ElementwiseOperations.Log] = ElementFunction.Log,
        [ElementwiseOperations.Mul] = ElementFunction.Multiply,
        [ElementwiseOperations.Neg] = ElementFunction.Negate,
        [ElementwiseOperations.RealDiv] = ElementFunction.Divide,
        [ElementwiseOperations.Reciprocal] = ElementFunction.Reciprocal,
        [new QuietReluStep(ElementwiseOperations.Relu)] = ElementFunction.QuietRelu,
        [ElementwiseOperations.Relu] = ElementFunction.Relu,
        [ElementwiseOperations.Rsqrt] = ElementFunction.Rsqrt,
        [ElementwiseOperations.Sigmoid] = ElementFunction.Sigmoid,
        [ElementwiseOperations.Sqrt] = ElementFunction.Sqrt,
        [ElementwiseOperations.Square] = ElementFunction.Square,
        [ElementwiseOperations.SquaredDifference] = ElementFunction.SquaredDifference,
        [ElementwiseOperations.Sub] = ElementFunction.Subtract,
        [ElementwiseOperations.Tanh] = ElementFunction.Tanh,
    };

    /// <summary>The function that a node is.</summary>
    public static ElementFunction Of(Node node) => Functions[node.Work];

    /// <summary>Whether a node is one of the functions, on float32.</summary>
    public static bool IsOne(Node node) =>
        Functions.ContainsKey(node.Work) && node.OutputTypes is [DataType.Float] && node.Inputs.All(i => i.Type == DataType.Float)
        && !(node.Is(LinearOperations.BiasAdd) && node.Attributes.IsChannelsFirst);
}

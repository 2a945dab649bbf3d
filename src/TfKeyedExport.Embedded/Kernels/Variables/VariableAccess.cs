using TfKeyedExport.Analyses.Writes;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Runtime.Resources;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Variables;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Variables;

/// <summary>Finding the variable that a node or an input means.</summary>
internal static class VariableAccess
{
    /// <summary>The variable that an input's handle or reference stands for.</summary>
    public static Variable Variable(this KernelContext context, int input) => context.Input(input).Object as Variable
        ?? throw KernelContext.Error($"input {input} is not a variable's handle");

    /// <summary>Gives a TensorFlow 1 variable and its value as output 0.</summary>
    public static void Refer(this KernelContext context, Variable variable, ConstantValue value)
    {
        context.Output(0).Share(value);
        context.Output(0).SetReference(variable);
    }

    // A TensorFlow 1 variable may be given another shape than its own, if the assignment says so.
    private static TensorShape DeclaredShape(Node node) =>
        node.Is(VariableOperations.VarHandleOp) && node.Attributes.Has("shape") ? node.Attributes.Shape("shape") : TensorShape.Unknown;

    /// <summary>The variable that a node makes.</summary>
    /// <exception cref="Errors.TfKeyedException">Another node declares the same variable with another type.</exception>
    public static Variable Make(KernelRequest request) => Make(request.Node, request.Host);

    /// <inheritdoc cref="Make(KernelRequest)"/>
    public static Variable Make(Node node, HostState host)
    {
        DataType type = node.Attributes.Type("dtype");
        Variable variable = host.Resource(StateName.Of(node), name => new Variable(node.Origin.Name, name, type, host.Budget) { Shape = DeclaredShape(node) });
        return variable.Type == type
            ? variable
            : throw ContradictoryTypes.Error($"the variable {variable.Name} is declared as {variable.Type.Name()} and as {type.Name()}", $"node {node.Origin}");
    }
}

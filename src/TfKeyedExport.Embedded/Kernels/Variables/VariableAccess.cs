using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Runtime.Resources;
using TfKeyedExport.Graphs.Model;
using TfKeyedExport.Operations.Variables;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Variables;

/// <summary>Finding the variable that a node or an input means.</summary>
internal static class VariableAccess
{
    /// <summary>The name by which nodes share a variable: its container and <c>shared_name</c>, else the node's own name.</summary>
    public static string SharedName(Node node)
    {
        string container = node.Attributes.TryGet("container", out var c) ? c.S.ToStringUtf8() : "";
        string shared = node.Attributes.TryGet("shared_name", out var s) ? s.S.ToStringUtf8() : "";
        return $"{container}/{(shared.Length > 0 ? shared : node.Origin.Name)}";
    }

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
        Variable variable = host.Resource(SharedName(node), name => new Variable(node.Origin.Name, name, type, host.Budget) { Shape = DeclaredShape(node) });
        return variable.Type == type
            ? variable
            : throw ContradictoryTypes.Error($"the variable {variable.Name} is declared as {variable.Type.Name()} and as {type.Name()}", $"node {node.Origin}");
    }
}

/// <summary>The handle of a variable.</summary>
internal sealed class HandleKernel(KernelRequest request) : Kernel
{
    private readonly Variable _variable = VariableAccess.Make(request);

    public override void Run(KernelContext context) => context.Output(0).SetObject(DataType.Resource, _variable);
}

/// <summary>A TensorFlow 1 variable: its value, which also remembers whose it is.</summary>
internal sealed class ReferenceKernel(KernelRequest request) : Kernel
{
    private readonly Variable _variable = VariableAccess.Make(request);
    private readonly DataType _type = request.OutputType(0);

    public override void Run(KernelContext context)
    {
        Value output = context.Output(0);
        if (_variable.IsInitialized)
            output.Share(_variable.Current);
        else
            output.SetShape(_type, [0]);
        output.SetReference(_variable);
    }
}

/// <summary>The value of a variable.</summary>
internal sealed class ReadKernel : Kernel
{
    public override void Run(KernelContext context) => context.Output(0).Share(context.Variable(0).Current);
}

/// <summary>What the variable of a TensorFlow 1 reference holds now, which may be something else than when the reference was made.</summary>
internal sealed class ReadReferenceKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        if (context.Input(0).Object is Variable variable)
            context.Output(0).Share(variable.Current);
        else
            context.Forward(0, 0);
    }
}

/// <summary>Whether a variable has a value.</summary>
internal sealed class IsInitializedKernel : Kernel
{
    public override void Run(KernelContext context) => context.Allocate<bool>(0)[0] = context.Variable(0).IsInitialized;
}

/// <summary>Gives a variable a value.</summary>
internal sealed class AssignKernel : Kernel
{
    public override void Run(KernelContext context) => context.Variable(0).Assign(ConstantValue.Keep(context.Input(1)));
}

/// <summary>Gives a TensorFlow 1 variable a value.</summary>
internal sealed class AssignReferenceKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        Variable variable = context.Variable(0);
        variable.Assign(ConstantValue.Keep(context.Input(1)));
        context.Refer(variable, variable.Current);
    }
}

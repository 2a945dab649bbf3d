using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Operations.Optionals;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Optionals;

/// <summary>Variants that hold tensors or nothing.</summary>
internal static class OptionalKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add(OptionalOperations.OptionalFromValue, Exactness.BitExact, TypeSets.Any, _ => new OptionalFromValueKernel())
        .Add(OptionalOperations.OptionalGetValue, Exactness.BitExact, TypeSets.Any, _ => new OptionalGetValueKernel())
        .Add(OptionalOperations.OptionalHasValue, Exactness.BitExact, TypeSets.Any, _ => new OptionalHasValueKernel())
        .Add(OptionalOperations.OptionalNone, Exactness.BitExact, TypeSets.Any, _ => new OptionalNoneKernel());
}

/// <summary>What an optional variant holds.</summary>
internal sealed class Optional(Value[] values, Runtime.ExecutionContext call) : SharedObject
{
    /// <summary>The tensors.</summary>
    public Value[] Values { get; } = values;

    /// <inheritdoc/>
    protected override void Free()
    {
        foreach (Value value in Values)
            call.Return(value);
    }
}

/// <summary><c>OptionalFromValue</c>.</summary>
internal sealed class OptionalFromValueKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        var values = new Value[context.InputCount];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = context.Rent();
            values[i].Share(context.Input(i));
        }
        context.Output(0).SetObject(DataType.Variant, new Optional(values, context.Call));
    }
}

/// <summary><c>OptionalNone</c>.</summary>
internal sealed class OptionalNoneKernel : Kernel
{
    public override void Run(KernelContext context) => context.Output(0).SetObject(DataType.Variant, null);
}

/// <summary><c>OptionalHasValue</c>.</summary>
internal sealed class OptionalHasValueKernel : Kernel
{
    public override void Run(KernelContext context) => context.Allocate<bool>(0)[0] = context.Input(0).Object is Optional;
}

/// <summary><c>OptionalGetValue</c>.</summary>
internal sealed class OptionalGetValueKernel : Kernel
{
    public override void Run(KernelContext context)
    {
        if (context.Input(0).Object is not Optional optional)
            throw KernelContext.Error("the optional holds no value");
        if (optional.Values.Length != context.OutputCount)
            throw KernelContext.Error($"the optional holds {optional.Values.Length} tensors, not {context.OutputCount}");
        for (int i = 0; i < optional.Values.Length; i++)
            context.Output(i).Share(optional.Values[i]);
    }
}

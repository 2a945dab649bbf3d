using TfKeyedExport.Operations.ControlFlow;

namespace TfKeyedExport.Embedded.Kernels.ControlFlow;

/// <summary>Choices and loops whose bodies are regions.</summary>
internal static class ControlFlowKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add(ControlFlowOperations.Assert, Exactness.BitExact, TypeSets.Any, r => new AssertKernel(r))
        .Add(ControlFlowOperations.Case, Exactness.BitExact, TypeSets.Any, r => new BranchKernel(r))
        .Add(ControlFlowOperations.If, Exactness.BitExact, TypeSets.Any, r => new BranchKernel(r))
        .Add(ControlFlowOperations.StatelessCase, Exactness.BitExact, TypeSets.Any, r => new BranchKernel(r))
        .Add(ControlFlowOperations.StatelessIf, Exactness.BitExact, TypeSets.Any, r => new BranchKernel(r))
        .Add(ControlFlowOperations.StatelessWhile, Exactness.BitExact, TypeSets.Any, r => new WhileKernel(r))
        .Add(ControlFlowOperations.While, Exactness.BitExact, TypeSets.Any, r => new WhileKernel(r));
}

namespace TfKeyedExport.Embedded.Kernels.ControlFlow;

/// <summary>Choices and loops whose bodies are regions.</summary>
internal static class ControlFlowKernels
{
    public static void Register(KernelRegistry registry) => registry
        .Add("Assert", Exactness.BitExact, TypeSets.Any, r => new AssertKernel(r))
        .Add("Case", Exactness.BitExact, TypeSets.Any, r => new BranchKernel(r))
        .Add("If", Exactness.BitExact, TypeSets.Any, r => new BranchKernel(r))
        .Add("StatelessCase", Exactness.BitExact, TypeSets.Any, r => new BranchKernel(r))
        .Add("StatelessIf", Exactness.BitExact, TypeSets.Any, r => new BranchKernel(r))
        .Add("StatelessWhile", Exactness.BitExact, TypeSets.Any, r => new WhileKernel(r))
        .Add("While", Exactness.BitExact, TypeSets.Any, r => new WhileKernel(r));
}
